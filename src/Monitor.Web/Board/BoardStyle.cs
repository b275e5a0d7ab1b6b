namespace Monitor.Web.Board;

/// <summary>How the checks of a board are drawn.</summary>
public enum BoardStyle
{
    Cards,
    Rows,
    Map,
}
