using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>Takes secrets out of what a receiver answers, in every form in which it may have seen them; pure.</summary>
/// <param name="Forms">What to look for and what to show instead, longest first.</param>
internal sealed record ChannelMask(ImmutableArray<(string Form, string Shown)> Forms)
{
    /// <summary>Shorter than for targets: what a receiver answers is shown only to those who look why it was not sent.</summary>
    private const int ShortestSecret = 4;

    /// <summary>A part of a secret address is one itself unless it is as short as <c>hooks</c> or <c>services</c>.</summary>
    private const int ShortestPart = 9;

    public static ChannelMask None { get; } = new([]);

    public static ChannelMask Of(Mask mask) => new(
    [
        .. mask.Filled.SelectMany(pair => FormsOf(pair.Value).Distinct().Select(form => (form, pair.Key)))
            .OrderByDescending(one => one.form.Length),
    ]);

    public string Apply(string text) =>
        Forms.Aggregate(text, (masked, one) => masked.Replace(one.Form, one.Shown, StringComparison.Ordinal));

    private static IEnumerable<string> FormsOf(string value)
    {
        if (value.Length < ShortestSecret)
            yield break;
        foreach (var form in SecretForms.Of(value))
            yield return form;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Host.Length == 0)
            yield break;
        yield return url.AbsoluteUri;
        if (url.UserInfo.Length >= ShortestSecret)
            yield return url.UserInfo;
        if (url.PathAndQuery.Length > ShortestSecret)
            yield return url.PathAndQuery;
        foreach (var part in url.PathAndQuery.Split('/', '?', '&', '=').Where(part => part.Length >= ShortestPart))
            yield return part;
    }
}
