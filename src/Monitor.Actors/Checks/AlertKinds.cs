namespace Monitor.Actors.Checks;

/// <summary>The words of <see cref="AlertKind"/> in YAML, subjects and ids (PARITY N7).</summary>
public static class AlertKinds
{
    public static string Word(AlertKind kind) => kind switch
    {
        AlertKind.FirstFail => "first_fail",
        AlertKind.Recovered => "recovered",
        AlertKind.DeadlineMiss => "deadline_miss",
        AlertKind.Flapping => "flapping",
        AlertKind.FlappingEnd => "flapping_end",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static AlertKind? Parse(string word) =>
        Enum.GetValues<AlertKind>().Cast<AlertKind?>().FirstOrDefault(kind => Word(kind!.Value) == word);
}
