namespace Monitor.Web.Engine;

/// <summary>One value that is made at most once in a while, however many ask for it.</summary>
/// <remarks>Thread-safe. Whoever asks while it is being made waits for that; another key is another value.</remarks>
public sealed class Kept<TKey, TValue>(TimeSpan lifetime, TimeProvider time, Func<TKey, Task<TValue>> make)
    where TKey : class
{
    private readonly Lock _lock = new();
    private TKey? _key;
    private Task<TValue>? _value;
    private long _madeAt;

    public Task<TValue> GetAsync(TKey key)
    {
        lock (_lock)
        {
            if (_value is { } value && ReferenceEquals(key, _key) && (!value.IsCompleted || time.GetElapsedTime(_madeAt) < lifetime))
                return value;
            (_key, _madeAt) = (key, time.GetTimestamp());
            return _value = Task.Run(() => make(key));
        }
    }
}
