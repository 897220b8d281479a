namespace Decant.Tests.Data.Sources;

/// <summary>Files of real data sets below the folder that the environment variable DECANT_DATA names.</summary>
internal static class RealData
{
    /// <summary>The folder; the test is skipped where the file or folder asked for is not there.</summary>
    public static string RootWith(string name)
    {
        var root = Environment.GetEnvironmentVariable("DECANT_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "DECANT_DATA names no folder with real data");
        var path = Path.Combine(root!, name);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{path} is not there");
        return root!;
    }
}
