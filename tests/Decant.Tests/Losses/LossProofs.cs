using System.Runtime.CompilerServices;
using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>
/// Where the golden numbers of each loss are: in a class of tests named after the loss's type, or in a table of cases that names the loss.
/// </summary>
internal static class LossProofs
{
    private const string Tests = "Tests.cs";

    private static readonly Dictionary<string, string> s_files = Directory
        .GetFiles(Here(), "*.cs", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileName(file)!);

    /// <summary>The files with a loss's golden numbers, by their names relative to the repository.</summary>
    public static IReadOnlyList<string> Of(DistillationLoss loss) =>
        [
            .. s_files
                .Where(file =>
                    file.Key == loss.GetType().Name + Tests
                    || (file.Key.EndsWith("LossCases.cs", StringComparison.Ordinal) && Names(File.ReadAllText(file.Value), loss.Name))
                )
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => $"tests/Decant.Tests/Losses/{Path.GetRelativePath(Here(), file.Value).Replace('\\', '/')}"),
        ];

    // The name of a case is the loss's, then what is special about it.
    private static bool Names(string table, string loss) =>
        new[] { '"', ' ', ',' }.Any(end => table.Contains($"\"{loss}{end}", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
