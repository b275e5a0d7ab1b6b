using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Check;

/// <summary>The words over what a check's answer is made of.</summary>
/// <param name="Linked">The parts are checks themselves, with pages of their own.</param>
public sealed record PartsLook(string Title, string Count, bool Linked)
{
    public static PartsLook Of(CheckTile tile)
    {
        var title = tile.Type switch
        {
            "group" => "Members",
            "healthz" => "Entries",
            _ => "Parts",
        };
        var bad = tile.Parts.Count(part => part.Status != CheckStatus.Ok);
        var cut = tile.Parts.Length == SubResult.Most ? "the worst " : "";
        return new PartsLook(title, $"{cut}{tile.Parts.Length}, {(bad == 0 ? "all OK" : $"{bad} not OK, worst first")}", tile.Type == "group");
    }
}
