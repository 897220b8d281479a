using Decant.Engine.Devices.Movement;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Copies one element after the other.</summary>
internal sealed unsafe class PlainMover : Mover
{
    /// <inheritdoc/>
    public override void Run(Step step, Operand source, Operand target, in MovePlan plan) =>
        Kernel.Move.Run(source.Pointer, target.Pointer, source.Type.Size(), plan);
}
