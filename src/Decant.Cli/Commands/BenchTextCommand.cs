using System.CommandLine;
using Decant.Cli.Benchmarks;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Engine.Inference;
using Decant.Prediction;

namespace Decant.Cli.Commands;

/// <summary>The time from a text to a network's answer.</summary>
internal sealed class BenchTextCommand : DecantCommand
{
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "A network of texts, its tokenizer.json next to it." };
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Real texts: a text in each line, or TSV, CSV, JSON Lines or Parquet with a column 'text'.",
    };
    private readonly Option<string?> _other = new("--next-to")
    {
        HelpName = "OTHER.onnx",
        Description = "A second network, such as the teacher, timed in turn with the first.",
    };
    private readonly Option<int?> _texts = NumberOption.Whole("--texts", 1, 10_000_000, "The first so many texts. Default: 1000.");
    private readonly Option<int?> _turns = NumberOption.Whole("--turns", 1, 10_000, "Timed turns through all texts. Default: 3.");

    public BenchTextCommand()
        : base("text", "Times a network of texts on real texts, each alone, from the text to the answer.")
    {
        Add(_model);
        Add(_file);
        Add(_other);
        Add(_texts);
        Add(_turns);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx FILE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant bench text student.onnx captions.en", "Microseconds for each text, and tokens in a second."),
            new("decant bench text student.onnx dev.tsv --next-to teacher.onnx", "The same next to the teacher."),
        ];

    public override string Remark => "Texts are not padded: each has its own length. The fastest turn counts.";

    public override int Run(Invocation call)
    {
        var options = new ModelOptions { Threads = call.Value(StandardOptions.Threads) ?? Environment.ProcessorCount };
        var texts = TextRows.Of(call.Value(_file)!, second: null).Take(call.Value(_texts) ?? 1000).ToList();
        if (texts.Count == 0)
        {
            throw new DecantException($"bench text: expected texts, '{call.Value(_file)}' has none. Give another file.");
        }

        string[] names = [call.Value(_model)!, .. call.Value(_other) is { } other ? new[] { other } : []];
        var models = new List<TextModel>();
        try
        {
            models.AddRange(names.Select(name => TextModel.Load(name, options)));
            var turns = call.Value(_turns) ?? 3;
            BenchTextOutput.Show(TextBenchmark.Run(models, names, texts, turns, options.Threads, call.Clock, call.Cancellation), call);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }

        return ExitCode.Done;
    }
}
