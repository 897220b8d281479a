using Decant.Data;
using Decant.Engine.Devices;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>What a network from elsewhere is to be used for, and what it can be tried on.</summary>
/// <param name="Samples">Some samples with labels, which it is tried on.</param>
/// <param name="Goal">What it is to answer.</param>
/// <param name="Scaling">Mean and deviation of the data.</param>
/// <param name="Device">Threads, kernels and profile.</param>
internal sealed record AdoptionTask(Dataset Samples, LearningGoal Goal, InputScaling Scaling, Device Device)
{
    /// <summary>Whether the network is going to be trained: then it need not know anything yet.</summary>
    public bool IsTrained { get; init; }

    /// <summary>Numbers to answer per sample.</summary>
    public int Size => Goal.Size(Samples);
}
