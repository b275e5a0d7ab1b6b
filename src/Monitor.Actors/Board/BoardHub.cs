namespace Monitor.Actors.Board;

/// <summary>Holds the newest board; the board actor alone writes it, any number of pages read it.</summary>
/// <remarks>Thread-safe: a page reads <see cref="Current"/> when it wants to draw, so a slow page delays nobody.</remarks>
public sealed class BoardHub
{
    private volatile BoardSnapshot _current = BoardSnapshot.Empty;

    public BoardSnapshot Current => _current;

    internal void Publish(BoardSnapshot next) => _current = next;
}
