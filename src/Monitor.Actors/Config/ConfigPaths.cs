namespace Monitor.Actors.Config;

/// <summary>Where the configuration lies; relative to <paramref name="Root"/> unless absolute.</summary>
public sealed record ConfigPaths(string Root)
{
    public string Checks { get; init; } = "checks.yaml";

    /// <summary>The folder of further files.</summary>
    public string Folder { get; init; } = "checks.d";

    public string Board { get; init; } = "checks.d/board.yaml";

    public string Env { get; init; } = ".env";

    public string LastGood { get; init; } = "data/checks.last-good.yaml";

    public string LastGoodFolder { get; init; } = "data/checks.d.last-good";

    public string LastGoodBoard { get; init; } = "data/board.last-good.yaml";

    /// <summary>The board's file, when it lies in the folder.</summary>
    public string? BoardInFolder => Path.GetDirectoryName(Board) == Folder ? Path.GetFileName(Board) : null;

    public string Full(string name) => Path.Combine(Root, name);
}
