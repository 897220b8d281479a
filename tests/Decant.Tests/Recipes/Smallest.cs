namespace Decant.Tests.Recipes;

/// <summary>The smallest recipe that can be run, and others made from it.</summary>
internal static class Smallest
{
    public const string Yaml = """
        data: { source: idx, path: mnist }
        teacher: { train: { model: mlp } }
        student: { model: mlp }

        """;

    /// <summary>It, and more sections.</summary>
    public static string With(string sections) => Yaml + sections;
}
