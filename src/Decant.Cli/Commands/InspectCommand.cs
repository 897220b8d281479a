using System.CommandLine;
using Decant.Cli.Answers;
using Decant.Cli.Parsing;
using Decant.Evaluation;

namespace Decant.Cli.Commands;

/// <summary>What is in a model's file.</summary>
internal sealed class InspectCommand : DecantCommand
{
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The model to look at." };

    public InspectCommand()
        : base("inspect", "Shows what a model is made of: operators, shapes, parameters, FLOPs, and the values that can serve as hints.")
    {
        Add(_model);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx [options]"];

    public override IReadOnlyList<Example> Examples =>
    [
        new("decant inspect student.onnx", "One page about the model."),
        new("decant inspect teacher.onnx --json", "The same for a program, with every hint."),
    ];

    public override int Run(Invocation call)
    {
        InspectionAnswer.Show(ModelInspection.Inspect(call.Value(_model)!), call);
        return ExitCode.Done;
    }
}
