using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Engine.Inference;
using Decant.Prediction;

namespace Decant.Cli.Commands;

/// <summary>What a model says about files, by nothing but its own file.</summary>
internal sealed class PredictCommand : DecantCommand
{
    // Below this a detector guesses; COCO's metric wants the guesses too.
    private const double ShownScore = 0.3;

    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The model to ask." };
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Pictures, or folders and archives of them; CSV files; or files with a text in each line.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> _text = new("--text")
    {
        HelpName = "TEXT",
        Description = "A text to ask a model of texts about; may be given several times.",
    };
    private readonly Option<string?> _pair = new("--pair")
    {
        HelpName = "TEXT",
        Description = "The second text, of a model that was trained on pairs; each --text is paired with it.",
    };
    private readonly Option<string?> _output = new("--output")
    {
        HelpName = "NAME",
        Description = "The output that is answered, such as logits. Default: probabilities, else prediction, else the first.",
    };
    private readonly Option<bool> _csv = new("--csv")
    {
        Description = "Prints a line for each sample with all numbers, and nothing else, on standard output.",
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        HelpName = "NAME",
        Description = "The encoding of CSV files, such as windows-1252 or shift_jis. Default: UTF-8 or UTF-16, as it is seen.",
    };

    private readonly Option<string?> _draw = new("--draw")
    {
        HelpName = "DIR",
        Description = "Of a detector: writes a copy of each picture with the boxes that were found, as PNG.",
    };

    private readonly Option<string?> _coco = new("--coco")
    {
        HelpName = "FILE",
        Description = "Of a detector: writes the boxes in COCO's form of results, pictures and classes counted from 1.",
    };

    private readonly Option<double?> _leastScore = NumberOption.Real(
        "--least-score",
        0,
        1,
        "Of a detector: boxes less sure than this are left out. Default: 0.3, and 0.05 in --coco."
    );

    public PredictCommand()
        : base("predict", "Asks a model about pictures, rows or texts: its file alone says what they must be like.")
    {
        Add(_model);
        Add(_files);
        Add(_text);
        Add(_pair);
        Add(_output);
        Add(_csv);
        Add(_encoding);
        Add(_draw);
        Add(_coco);
        Add(_leastScore);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx FILE… [options]", "MODEL.onnx --text TEXT [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant predict student.onnx holiday/", "The class of every picture in a folder, and how sure the model is."),
            new(
                "decant predict student.onnx houses.csv --csv > answers.csv",
                "All probabilities or numbers of every row, for a spreadsheet."
            ),
            new("decant predict student.onnx street/ --draw found/", "Boxes around what a detector finds, drawn onto copies."),
            new("decant predict student.onnx --text \"What a lovely film.\"", "What a model of texts says about one."),
        ];

    public override string Remark =>
        "Pictures are brought to the model's size and channels. Rows are matched by the names of their columns, "
        + "which the file of a model of a table carries.";

    public override int Run(Invocation call)
    {
        if (call.Value(_csv) && call.Value(StandardOptions.Json))
        {
            throw new DecantException("--csv and --json: expected one of them. Leave the other out.");
        }

        DetectionModel.RequireNetwork(call.Value(_model)!);
        using var model = Model.Load(call.Value(_model)!, new ModelOptions { Output = call.Value(_output) });
        if (DetectionModel.Takes(model))
        {
            return Find(model, call);
        }

        if (call.Value(_draw) is not null || call.Value(_coco) is not null || call.Value(_leastScore) is not null)
        {
            throw new DecantException(
                $"--draw, --coco, --least-score: expected a detector, '{call.Value(_model)}' answers '{model.OutputName}'. Leave them out."
            );
        }

        var words = new AnswerWords(model);
        var text = new TableText(call.Value(_encoding));
        var samples = TextModel.Takes(model) ? Texts(model, call) : Scorer.Run(model, Files(model, call), text, call.Cancellation);
        var problems =
            call.Value(_csv) ? PredictionOutput.WriteLines(samples, words, call)
            : call.Value(StandardOptions.Json) ? PredictionOutput.WriteJson(samples, words, call)
            : PredictionOutput.Show(samples, words, call);
        foreach (var problem in problems)
        {
            call.Terminal.Messages.WriteLine($"{problem.Name}: {problem.Problem}");
        }

        foreach (var note in text.Notes)
        {
            call.Terminal.Messages.WriteLine($"Note: {note}");
        }

        return problems.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private int Find(Model model, Invocation call)
    {
        var drawn = call.Value(_draw) is { } folder ? new DrawnPictures(folder, model.AnswerNames) : null;
        var all = new List<PictureWithBoxes>();
        foreach (var picture in new DetectionModel(model).Run(Files(model, call), call.Cancellation))
        {
            if (picture.Problem is null)
            {
                drawn?.Add(Sure(picture, call.Value(_leastScore) ?? ShownScore));
            }

            all.Add(picture with { Picture = null }); // the boxes of many pictures fit into memory, their pixels do not
        }

        PictureWithBoxes[] sure = [.. all.Select(picture => Sure(picture, call.Value(_leastScore) ?? ShownScore))];
        if (call.Value(_csv))
        {
            FoundOutput.WriteLines(sure, model.AnswerNames, call);
        }
        else if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(FoundOutput.Coco(sure, model.AnswerNames));
        }
        else
        {
            FoundOutput.Show([.. sure.Where(picture => picture.Problem is null)], model.AnswerNames, call);
        }

        if (call.Value(_coco) is { } file)
        {
            var written = all.Select(picture => Sure(picture, call.Value(_leastScore) ?? 0)).ToArray();
            AtomicFile.WriteText(file, FoundOutput.Coco(written, model.AnswerNames));
        }

        foreach (var problem in all.Where(picture => picture.Problem is not null))
        {
            call.Terminal.Messages.WriteLine($"{problem.Name}: {problem.Problem}");
        }

        return all.Any(picture => picture.Problem is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static PictureWithBoxes Sure(PictureWithBoxes picture, double leastScore) =>
        picture with
        {
            Boxes = [.. picture.Boxes.Where(found => found.Score >= leastScore)],
        };

    private string[] Files(Model model, Invocation call)
    {
        if (call.Value(_text) is { Length: > 0 })
        {
            throw new DecantException(
                $"--text: expected a model of texts, '{call.Value(_model)}' takes {string.Join(", ", model.Inputs.Select(Words))}. Name "
                    + "files instead."
            );
        }

        return call.Value(_files) is { Length: > 0 } files
            ? files
            : throw new DecantException("predict: expected files to ask about, received none. Name pictures, folders or CSV files.");
    }

    private IEnumerable<ScoredSample> Texts(Model model, Invocation call)
    {
        var (texts, files, second) = (call.Value(_text) ?? [], call.Value(_files) ?? [], call.Value(_pair));
        return texts.Length + files.Length > 0
            ? TextScorer.Run(
                TextModel.Of(model, call.Value(_model)!),
                texts.Select(text => new TextToScore(text, text, second)).Concat(files.SelectMany(file => TextRows.Of(file, second))),
                call.Cancellation
            )
            : throw new DecantException(
                "predict: expected texts to ask about, received none. Write --text \"…\", or name a file of texts."
            );
    }

    private static string Words(ModelValue input) => $"'{input.Name}' {input.Shape}";
}
