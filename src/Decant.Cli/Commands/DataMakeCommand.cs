using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data.Digits;
using Decant.Engine;

namespace Decant.Cli.Commands;

/// <summary>Writes drawn data as files.</summary>
internal sealed class DataMakeCommand : DecantCommand
{
    private const string Digits = "digits";
    private const int UsualTrain = 60_000;
    private const int UsualTest = 10_000;
    private const double UsualDifficulty = 0.5;

    private readonly Argument<string> _kind = new("KIND") { Description = "What to draw: digits." };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Where the files go, new or empty. Default: digits in the data root.",
    };
    private readonly Option<int?> _train = NumberOption.Whole("--train", 10, 10_000_000, "Training images. Default: 60000.");
    private readonly Option<int?> _test = NumberOption.Whole("--test", 10, 10_000_000, "Test images. Default: 10000.");
    private readonly Option<int?> _seed = NumberOption.Whole("--seed", 0, int.MaxValue, "Another seed, other images. Default: 1.");
    private readonly Option<double?> _difficulty = NumberOption.Real(
        "--difficulty",
        0,
        1,
        "From 0, copybook writing, to 1, a scrawl. Default: 0.5."
    );

    public DataMakeCommand()
        : base("make", "Draws handwriting-like digits of 28×28 pixels and writes them in MNIST's format.")
    {
        Add(_kind);
        Add(_out);
        Add(_train);
        Add(_test);
        Add(_seed);
        Add(_difficulty);
        Add(StandardOptions.DataRoot);
    }

    public override IReadOnlyList<string> Usage => ["digits [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant data make digits", "60,000 + 10,000 images into data/digits."),
            new("decant data make digits --train 1000 --test 200 --difficulty 1 --out hard", "A small, hard set into the folder hard."),
        ];

    public override string Remark => "Recipes need no files for these digits: data: { source: digits } draws the same ones in memory.";

    public override int Run(Invocation call)
    {
        var kind = call.Value(_kind)!;
        if (kind != Digits)
        {
            throw new DecantException($"{NearestName.Explain("kind of data", kind, [Digits])}.");
        }

        var folder = call.Value(_out) ?? Path.Combine(DataRoot.Of(call), Digits);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new DecantException(
                $"--out: expected a folder that is new or empty, '{folder}' holds something already. Choose another "
                    + $"folder, or remove this one."
            );
        }

        var (train, test) = (call.Value(_train) ?? UsualTrain, call.Value(_test) ?? UsualTest);
        DigitFiles.Write(folder, (ulong)(call.Value(_seed) ?? 1), train, test, call.Value(_difficulty) ?? UsualDifficulty);
        call.Terminal.Results.WriteLine(
            $"{Reporting.Quantity.Count(train)} + {Reporting.Quantity.Count(test)} images lie in {folder}. In a "
                + $"recipe: "
                + $"{new RecognisedData(folder, "idx", new Dictionary<string, string> { ["path"] = folder }).RecipeLine(DataRoot.Of(call))}"
        );
        return ExitCode.Done;
    }
}
