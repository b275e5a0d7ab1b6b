namespace Monitor.Actors.Checks.Assertions;

/// <summary>What the order of two values must be.</summary>
internal sealed class Comparison
{
    public static readonly Comparison Below = new("<", order => order < 0);
    public static readonly Comparison AtMost = new("<=", order => order <= 0);
    public static readonly Comparison Above = new(">", order => order > 0);
    public static readonly Comparison AtLeast = new(">=", order => order >= 0);

    private readonly Func<int, bool> _holds;

    private Comparison(string sign, Func<int, bool> holds) => (Sign, _holds) = (sign, holds);

    public string Sign { get; }

    public bool Holds(int order) => _holds(order);
}
