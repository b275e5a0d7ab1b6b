using Microsoft.Extensions.Logging.Console;

namespace Monitor.Web.Hosting;

/// <summary>Logs for people: one line each, with the time, and nothing of the web server's everyday business.</summary>
public static class PlainConsole
{
    public static void AddPlainConsole(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.AddFilter("LinqToDB", LogLevel.Warning);
        // A start that fails is told in one sentence instead of a stack trace, or ends the program with its own.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
