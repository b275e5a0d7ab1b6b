using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

/// <summary>The ports of the two programs: as asked for, and free.</summary>
internal static class Ports
{
    public static int? Read(string variable, int usual)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
            return port;
        Console.Error.WriteLine($"{variable} is \"{text}\", which is not a port number.");
        return null;
    }

    public static bool IsFree(int port, string who, string variable)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            Console.Error.WriteLine(
                $"Port {port} is taken{Holder(port)}. {who} needs it: stop that program, or run {variable}={port + 10} dotnet run demo.cs");
            return false;
        }
    }

    /// <summary>Says who listens, when lsof is there to ask.</summary>
    private static string Holder(int port)
    {
        try
        {
            using var lsof = Process.Start(new ProcessStartInfo("lsof", ["-nP", $"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var told = Regex.Match(lsof.StandardOutput.ReadToEnd(), @"^p(?<id>\d+)\s+c(?<name>.+)$", RegexOptions.Multiline);
            return told.Success ? $" by {told.Groups["name"].Value.Trim()} (process {told.Groups["id"].Value})" : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
