namespace Monitor.Actors.Config;

/// <summary>Where the configuration lies; relative to <paramref name="Root"/> unless absolute.</summary>
public sealed record ConfigPaths(string Root)
{
    public string Checks { get; init; } = "checks.yaml";

    public string Board { get; init; } = "checks.d/board.yaml";

    public string Env { get; init; } = ".env";

    public string LastGood { get; init; } = "data/checks.last-good.yaml";

    public string LastGoodBoard { get; init; } = "data/board.last-good.yaml";

    public string Full(string name) => Path.Combine(Root, name);
}
