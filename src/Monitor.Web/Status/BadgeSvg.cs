using System.Globalization;
using System.Xml.Linq;

namespace Monitor.Web.Status;

/// <summary>Draws a badge in the flat style that people know from shields.io; pure.</summary>
public static class BadgeSvg
{
    private const int Height = 20;
    private const int Padding = 6;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="name">Of the check, for those who do not see the badge.</param>
    public static string Draw(Badge badge, string name)
    {
        var (label, message) = (Width(badge.Label), Width(badge.Message));
        var said = $"{name}: {badge.Label} {badge.Message}";
        return new XElement(
            Svg + "svg",
            new XAttribute("width", label + message), new XAttribute("height", Height), new XAttribute("role", "img"), new XAttribute("aria-label", said),
            new XElement(Svg + "title", said),
            new XElement(Svg + "clipPath", new XAttribute("id", "r"), Box(0, label + message, null, new XAttribute("rx", 3))),
            new XElement(Svg + "g", new XAttribute("clip-path", "url(#r)"), Box(0, label, "444"), Box(label, message, badge.Color)),
            new XElement(
                Svg + "g",
                new XAttribute("fill", "#fff"), new XAttribute("text-anchor", "middle"), new XAttribute("font-family", "Verdana,Geneva,DejaVu Sans,sans-serif"), new XAttribute("font-size", 11),
                Text(badge.Label, 0, label), Text(badge.Message, label, message)))
            .ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Nobody can measure a text here: about what Verdana takes at 11 px. The text is fitted into it.</summary>
    private static int Width(string text) => (2 * Padding) + (int)Math.Ceiling(text.Sum(Width));

    private static double Width(char letter) => letter switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ' ' => 3.6,
        'f' or 'r' or 't' or '-' => 4.6,
        'm' or 'w' or 'M' or 'W' or '%' => 11,
        >= 'A' and <= 'Z' => 7.8,
        > '\u024f' => 11,
        _ => 6.8,
    };

    private static XElement Box(int left, int width, string? color, params object[] more) => new(
        Svg + "rect",
        new XAttribute("x", left), new XAttribute("width", width), new XAttribute("height", Height), color is null ? null : new XAttribute("fill", $"#{color}"), more);

    private static XElement Text(string text, int left, int width) => new(
        Svg + "text",
        new XAttribute("x", (left + (width / 2.0)).ToString(CultureInfo.InvariantCulture)), new XAttribute("y", 14), new XAttribute("textLength", width - (2 * Padding)), text);
}
