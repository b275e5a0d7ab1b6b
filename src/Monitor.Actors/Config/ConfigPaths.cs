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

    /// <summary>The folder of what was in use before.</summary>
    public string Versions { get; init; } = "data/versions";

    /// <summary>A main file of any name in any folder, with the neighbours that the monitor would read there.</summary>
    /// <param name="file">As the operator wrote it; problems call the neighbours by the same folder.</param>
    public static ConfigPaths Around(string root, string file)
    {
        var (folder, usual) = (Path.GetDirectoryName(file) ?? "", new ConfigPaths(root));
        return usual with
        {
            Checks = file,
            Folder = Path.Combine(folder, usual.Folder),
            Board = Path.Combine(folder, usual.Board),
            Env = Path.Combine(folder, usual.Env),
            LastGood = Path.Combine(folder, usual.LastGood),
            LastGoodFolder = Path.Combine(folder, usual.LastGoodFolder),
            LastGoodBoard = Path.Combine(folder, usual.LastGoodBoard),
            Versions = Path.Combine(folder, usual.Versions),
        };
    }

    /// <summary>The board's file, when it lies in the folder.</summary>
    public string? BoardInFolder => Path.GetDirectoryName(Board) == Folder ? Path.GetFileName(Board) : null;

    public string Full(string name) => Path.Combine(Root, name);
}
