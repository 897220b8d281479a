using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Reference;

/// <summary>A network that another program runs.</summary>
internal sealed unsafe class ExternalNetworkLauncher : Launcher<ExternalNetwork>
{
    /// <inheritdoc/>
    protected override void Run(ExternalNetwork @operator, Step step)
    {
        var inputs = new ExternalMemory[step.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Memory(step.Inputs[i]!);
        }

        var outputs = new ExternalMemory[step.Outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Memory(step.Outputs[i]);
        }

        @operator.Network.Run(inputs, outputs);
    }

    private static ExternalMemory Memory(Operand operand) => new((nint)operand.Pointer, operand.Type, operand.Sizes);
}
