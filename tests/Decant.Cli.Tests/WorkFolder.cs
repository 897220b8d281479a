namespace Decant.Cli.Tests;

/// <summary>A folder of a test's own, removed afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>A recipe that is done in a moment: few drawn digits, tiny networks.</summary>
    public const string TinyRecipe = """
        data: { source: digits, train-images: 600, test-images: 200 }
        teacher:
          train: { model: mlp, hidden: [32], epochs: 2, batch: 32 }
        student: { model: mlp, hidden: [8] }
        training: { epochs: 2, batch: 32, learning-rate: 0.05, seed: 3 }
        """;

    public WorkFolder() => Path = Directory.CreateTempSubdirectory("decant test ").FullName;

    public string Path { get; }

    /// <summary>The full name of a file in it.</summary>
    public string File(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file into it.</summary>
    public WorkFolder With(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
