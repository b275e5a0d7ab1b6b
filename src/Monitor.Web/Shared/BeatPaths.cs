using System.Globalization;
using System.Text;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Shared;

/// <summary>A bar of beats as one path a status: runs of equal beats are one segment, and dashes make the gaps.</summary>
/// <remarks>A bar that is all OK does not change when another OK arrives, so it is not sent again.</remarks>
public static class BeatPaths
{
    /// <summary>Width of one beat with its gap; the bar is <see cref="Beats.Capacity"/> of them wide.</summary>
    public const int Step = 5;

    public static string Of(Beats beats, CheckStatus status)
    {
        var path = new StringBuilder();
        var run = 0;
        var slot = Beats.Capacity - beats.Count;
        foreach (var beat in beats.OldestFirst())
        {
            if (beat == status)
                run++;
            else
                Close(path, slot, ref run);
            slot++;
        }

        Close(path, slot, ref run);
        return path.ToString();
    }

    private static void Close(StringBuilder path, int end, ref int run)
    {
        if (run > 0)
            path.Append(CultureInfo.InvariantCulture, $"M{(end - run) * Step} 10H{(end * Step) - 1}");
        run = 0;
    }
}
