using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A network that another program runs.</summary>
internal sealed unsafe class ExternalNetworkLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        Span<ExternalMemory> outputs = new ExternalMemory[step.Outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Memory(step.Outputs[i]);
        }

        ((ExternalNetwork)step.Node.Operator).Network.Run(Memory(step.Inputs[0]!), outputs);
    }

    private static ExternalMemory Memory(Operand operand) => new((nint)operand.Pointer, operand.Type, operand.Sizes);
}
