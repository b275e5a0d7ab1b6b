using Akka.Configuration;

namespace Monitor.Actors.Hosting;

/// <summary>Finds akka.hocon: in the root folder, else the one that was built with the program.</summary>
public static class EngineHocon
{
    public static Akka.Configuration.Config Load(EngineOptions options)
    {
        string[] places = [Path.Combine(options.Root, options.HoconFile), Path.Combine(AppContext.BaseDirectory, options.HoconFile)];
        var found = places.FirstOrDefault(File.Exists) ?? throw new ConfigurationException($"{options.HoconFile} is missing in {options.Root}");
        return ConfigurationFactory.ParseString(File.ReadAllText(found));
    }
}
