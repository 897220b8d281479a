using System.CommandLine;
using Decant.Cli.Answers;
using Decant.Cli.Parsing;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Cli.Commands;

/// <summary>Looks at data before anything is trained on them.</summary>
internal sealed class DataShowCommand : DecantCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "A file or folder; where it is not found here, in the data root. Or a source that needs none: digits." };
    private readonly Option<string?> _targets = new("--targets") { HelpName = "COLUMNS", Description = "A table's columns with numbers or labels to learn, as data.targets in a recipe. Default: none." };
    private readonly Option<string?> _picture = new("--picture")
    {
        HelpName = "FILE.png",
        Description = "Also writes a picture with ten images of every class. Default: none.",
    };

    public DataShowCommand()
        : base("show", "Recognises what lies at a path, and shows its parts, classes, shapes and statistics.")
    {
        Add(_path);
        Add(_targets);
        Add(_picture);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["PATH [options]"];

    public override IReadOnlyList<Example> Examples =>
    [
        new("decant data show data/mnist", "Samples of every part and class."),
        new("decant data show houses.csv --targets price,rent", "The numbers that are to be learnt, and the columns to learn them from."),
        new("decant data show photos.zip --picture photos.png", "With a picture to look at."),
    ];

    public override int Run(Invocation call)
    {
        var (given, root) = (call.Value(_path)!, RecipeRun.DataRoot(call));
        var inRoot = Path.Combine(root, given);
        var path = !Path.Exists(given) && Path.Exists(inRoot) ? inRoot : given;
        var (source, options) = DataSources.Recognise(path);
        options = call.Value(_targets) is { } targets ? DataSources.WithTargets(source, options, targets) : options;
        var data = DataSources.Open(source, options, ".");
        var picture = call.Value(_picture);
        if (picture is not null && !data.Train.IsImages)
        {
            throw new DecantException($"--picture: expected images, '{path}' holds rows of numbers. Leave the option out.");
        }

        DataShowAnswer.Show(new RecognisedData(path, source, options), DataOverview.Of(data), call);
        if (picture is not null)
        {
            AtomicFile.Write(picture, stream => stream.Write(DataOverview.ContactSheetPng(data.Train)));
            call.Terminal.Say($"The picture is in {Markup.Escape(picture)}.");
        }

        return ExitCode.Done;
    }
}
