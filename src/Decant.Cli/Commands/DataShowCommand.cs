using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Cli.Commands;

/// <summary>Looks at data before anything is trained on them.</summary>
internal sealed class DataShowCommand : DecantCommand
{
    private const string Prefix = "data.",
        Source = "source";

    private readonly Argument<string> _path = new("PATH")
    {
        Description = "A file or folder; where it is not found here, in the data root. Or a source that needs none: digits.",
    };
    private readonly Option<string?> _targets = new("--targets")
    {
        HelpName = "COLUMNS",
        Description = "A table's columns with numbers or labels to learn, as data.targets in a recipe. Default: none.",
    };
    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "data.a=b",
        Description = "An option of the source as a recipe has it, such as data.decimal=, or data.missing=mean; may be repeated.",
        DefaultValueFactory = _ => [],
    };

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
        Add(_set);
        Add(_picture);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["PATH [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant data show data/mnist", "Samples of every part and class."),
            new(
                "decant data show houses.csv --targets price,rent",
                "The numbers that are to be learnt, and the columns to learn them from."
            ),
            new("decant data show prices.csv --set data.decimal=,", "A table with numbers such as 3,14."),
            new("decant data show photos.zip --picture photos.png", "With a picture to look at."),
        ];

    public override int Run(Invocation call)
    {
        var (given, root) = (call.Value(_path)!, DataRoot.Of(call));
        var inRoot = Path.Combine(root, given);
        var path = !Path.Exists(given) && Path.Exists(inRoot) ? inRoot : given;
        var set = call.Value(_set)!
            .Select(SourceOption)
            .GroupBy(option => option.Name)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        var (source, options) = set.Remove(Source, out var named)
            ? (named, new Dictionary<string, string> { ["path"] = path })
            : DataSources.Recognise(path);
        options = options.Where(option => !set.ContainsKey(option.Key)).Concat(set).ToDictionary();
        options = call.Value(_targets) is { } targets ? DataSources.WithTargets(source, options, targets) : options;
        var data = DataSources.Open(source, options, ".");
        var picture = call.Value(_picture);
        if (picture is not null && !data.Train.IsImages)
        {
            throw new DecantException($"--picture: expected images, '{path}' holds rows of numbers. Leave the option out.");
        }

        DataShowOutput.Show(new RecognisedData(path, source, options), DataOverview.Of(data), call);
        if (picture is not null)
        {
            AtomicFile.Write(picture, stream => stream.Write(DataOverview.ContactSheetPng(data.Train)));
            call.Terminal.Say($"The picture is in {Markup.Escape(picture)}.");
        }

        return ExitCode.Done;
    }

    private static (string Name, string Value) SourceOption(string text) =>
        text.IndexOf('=') is > 0 and var equals && text.StartsWith(Prefix, StringComparison.Ordinal) && equals > Prefix.Length
            ? (text[Prefix.Length..equals], text[(equals + 1)..].Trim('\'', '"'))
            : throw new DecantException($"--set: expected an option of the source such as data.decimal=, received '{text}'.");
}
