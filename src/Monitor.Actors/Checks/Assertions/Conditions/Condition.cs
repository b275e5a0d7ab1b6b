using Json.Path;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>A condition such as <c>[STATUS] == 200</c>, compiled.</summary>
/// <param name="Order">Null for <c>==</c> and <c>!=</c>.</param>
internal sealed record Condition(Operand Left, string Sign, Operand Right, Comparison? Order) : Assertion
{
    public override bool NeedsJson => Left.NeedsJson || Right.NeedsJson;

    public override string About => $"{Left.Text} {Sign} {Right.Text}";

    /// <summary>The condition with what its sides were: <c>[STATUS] (503) == 200</c>.</summary>
    public override string? Problem(Answer answer)
    {
        try
        {
            var (left, right) = (Left.Resolve(answer), Right.Resolve(answer));
            var holds = left.Missing is null && right.Missing is null && Holds(left, right);
            return holds ? null : $"{Left.Show(left)} {Sign} {Right.Show(right)}";
        }
        catch (JsonPathTooExpensiveException e)
        {
            return $"{Left.Text} {Sign} {Right.Text}: {e.Message}";
        }
        catch (InvalidOperationException)
        {
            return $"{Left.Text} {Sign} {Right.Text}: the response holds half a character, which is not text"; // JSON can spell what text cannot hold
        }
    }

    private bool Holds(Resolved left, Resolved right) => Order is not null
        ? Resolved.Order(left, right) is { } order && Order.Holds(order)
        : AreEqual(left, right) == (Sign == "==");

    private bool AreEqual(Resolved left, Resolved right) => (Left, Right) switch
    {
        (_, Choices choices) => choices.Accept(left),
        (Choices choices, _) => choices.Accept(right),
        _ => Resolved.Same(left, right),
    };
}
