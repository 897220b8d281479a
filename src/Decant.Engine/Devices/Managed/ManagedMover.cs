using Decant.Engine.Devices.Movement;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Copies on all threads.</summary>
internal sealed unsafe class ManagedMover : Mover
{
    /// <inheritdoc/>
    public override void Run(Step step, Operand source, Operand target, in MovePlan plan) =>
        Kernel.Move.Run(step.Pool, source.Pointer, target.Pointer, source.Type.Size(), plan);
}
