using System.Diagnostics;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>What a test needs of the machine: without it the test is skipped, or fails where nothing may be skipped (CI=true).</summary>
public static class Needs
{
    public const string Chromium = "/usr/bin/chromium";
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasMailServer = new(() => File.Exists(Python) && Succeeds(Python, "-c", "import aiosmtpd"));
    private static readonly Lazy<bool> HasOpenSsl = new(() => Succeeds("openssl", "version"));

    /// <summary>Lies about the time to the program into which it is loaded; null where there is none. Its folder has the machine's name in it.</summary>
    public static string? FakeTime { get; } = !Directory.Exists("/usr/lib") ? null
        : Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists);

    public static void Browser() => Require(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");

    public static void Mail() => Require(HasMailServer.Value, "aiosmtpd is missing: apt-get install python3-aiosmtpd");

    public static void FakedTime() => Require(FakeTime is not null, "libfaketime is missing: apt-get install faketime");

    public static void OpenSsl() => Require(HasOpenSsl.Value, "openssl is missing: apt-get install openssl");

    public static void Linux() => Require(OperatingSystem.IsLinux(), "needs Linux");

    private static void Require(bool there, string why)
    {
        if (there)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Skip(why);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!; // started or thrown
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
