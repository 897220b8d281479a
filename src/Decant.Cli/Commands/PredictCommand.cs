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

        using var model = Model.Load(call.Value(_model)!, new ModelOptions { Output = call.Value(_output) });
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
