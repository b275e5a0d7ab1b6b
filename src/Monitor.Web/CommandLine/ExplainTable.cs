using Monitor.Web.Check;
using Spectre.Console;

namespace Monitor.Web.CommandLine;

/// <summary>An explained check as text for people: what is set and what is built in as a table, then what follows.</summary>
internal static class ExplainTable
{
    public static void Write(Terminal terminal, Explanation check)
    {
        terminal.Out.WriteLine($"{check.Name}, type {check.Type}, defined in {check.DefinedAt}");
        terminal.Out.WriteLine();
        terminal.Screen().Write(Of(terminal, check.Keys.Where(key => key.Value is not null)));
        var absent = check.Keys.Where(key => key.Value is null).Select(key => key.Absent is null ? key.Name : $"{key.Name} ({key.Absent})").ToArray();
        if (absent.Length > 0)
            terminal.Out.WriteLine($"Not set: {string.Join(", ", absent)}");
        terminal.Out.WriteLine();
        foreach (var sentence in check.InWords)
            terminal.Out.WriteLine(sentence);
    }

    private static Table Of(Terminal terminal, IEnumerable<Explanation.Key> keys)
    {
        var table = new Table().Border(terminal.IsScreen ? TableBorder.Rounded : TableBorder.None);
        table.AddColumn(new TableColumn("Key").NoWrap());
        table.AddColumn("Value");
        table.AddColumn("From");
        foreach (var key in keys)
            table.AddRow(new Text(key.Name), new Text(key.Value ?? ""), new Text(key.From));
        return table;
    }
}
