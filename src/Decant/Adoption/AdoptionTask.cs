using Decant.Data;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>What a network from elsewhere is to be used for, and what it can be tried on.</summary>
/// <param name="Samples">Some samples with labels, which it is tried on.</param>
/// <param name="Goal">What it is to answer.</param>
/// <param name="Scaling">Mean and deviation of the data.</param>
/// <param name="Kernels">Which kernels run it.</param>
/// <param name="Pool">The threads.</param>
public sealed record AdoptionTask(Dataset Samples, LearningGoal Goal, InputScaling Scaling, KernelSet Kernels, WorkerPool Pool)
{
    /// <summary>Numbers to answer per sample.</summary>
    public int Size => Goal.Names(Samples).Count;
}
