using System.Runtime.CompilerServices;

namespace Decant.Tests.Shared;

/// <summary>
/// Compares a text with the file of that name in the folder Snapshots. To accept a change, run the tests with
/// DECANT_UPDATE_SNAPSHOTS=1 and look at the difference before committing it.
/// </summary>
internal static class Snapshot
{
    public static void Equals(string name, string text, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
