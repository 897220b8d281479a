using System.CommandLine;
using System.CommandLine.Parsing;
using Decant.Engine;
using Decant.Engine.Execution;

namespace Decant.Cli.Parsing;

/// <summary>The options that mean the same in every command that has them.</summary>
internal static class StandardOptions
{
    public static Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Shows this help.", Recursive = true };

    public static Option<string?> Out { get; } =
        new("--out") { HelpName = "DIR", Description = "The run's own folder, new or empty. Default: runs/<date>-<recipe>-<hash>." };

    public static Option<bool> Resume { get; } =
        new("--resume")
        {
            Description =
                "Continues the run in --out that ended early, or else the last one of this recipe; its student gets the same bits.",
        };

    public static Option<string[]> Set { get; } =
        new("--set")
        {
            HelpName = "a.b=c",
            Description =
                "Changes one setting of the recipe, such as training.epochs=5 or losses.soft-targets.temperature=8; may be repeated.",
            DefaultValueFactory = _ => [],
        };

    public static Option<string?> DataRoot { get; } =
        new("--data-root")
        {
            HelpName = "DIR",
            Description = "Where the relative data paths of recipes start. Default: $DECANT_DATA, else data.",
        };

    public static Option<int?> Threads { get; } =
        NumberOption.Whole(
            "--threads",
            1,
            4096,
            "Threads that compute; the result is the same for any number. Default: the recipe's, else all cores."
        );

    public static Option<long?> Memory { get; } =
        new("--memory")
        {
            HelpName = "SIZE",
            Description =
                "Most memory that the process may take, such as 512MB or 4GB. Images in folders and archives, IDX "
                + "and CIFAR files that do not fit are read when a batch needs them; tables must fit. A batch that "
                + "cannot fit is refused. Default: what the machine has.",
            CustomParser = MemorySize.Parse,
        };

    public static Option<string> Kernels { get; } =
        new("--kernels")
        {
            HelpName = string.Join('|', DeviceCatalogue.Names),
            Description =
                "What computes: SIMD code, the library oneDNN 2.6, or the slow and obvious loops that judge both. "
                + "Default: auto, which is managed, and onednn for bf16 on processors with matrix units.",
            CustomParser = result => ReadWord(result, "--kernels", "set of kernels", [.. DeviceCatalogue.Names]),
            DefaultValueFactory = _ => DeviceCatalogue.Names[0],
        };

    public static Option<bool> NoCompare { get; } =
        new("--no-compare")
        {
            Description = "Leaves out the control arms, such as the same student without a teacher: shorter, but proves nothing.",
        };

    public static Option<string?> Profile { get; } =
        new("--profile")
        {
            HelpName = "FILE",
            Description =
                "Writes what every operator of every network takes: a table as FILE, and next to it a trace "
                + "(.trace.json) for chrome://tracing or ui.perfetto.dev.",
        };

    public static Option<string?> JUnit { get; } =
        new("--junit")
        {
            HelpName = "FILE",
            Description = "Writes what the recipe requires (require) and the verdict as JUnit XML, for build servers.",
        };

    public static Option<string?> TensorBoard { get; } =
        new("--tensorboard")
        {
            HelpName = "FOLDER",
            Description = "Writes losses and metrics of every epoch for TensorBoard, a folder in FOLDER for each arm and seed.",
        };

    public static Option<bool> Json { get; } =
        new("--json") { Description = "Prints the result as JSON on standard output, and nothing else there." };

    /// <summary>Takes one of a few words.</summary>
    public static string ReadWord(ArgumentResult result, string option, string what, IReadOnlyList<string> words)
    {
        var text = result.Tokens[0].Value;
        if (!words.Contains(text))
        {
            result.AddError($"{option}: {NearestName.Explain(what, text, words)}.");
        }

        return text;
    }
}
