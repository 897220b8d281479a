using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>What holds for one step.</summary>
/// <param name="Options">The optimizer's options.</param>
/// <param name="LearningRate">Size of the step, after schedule and warm-up.</param>
/// <param name="WeightDecay">Pull towards 0; 0 for what does not decay.</param>
/// <param name="Step">The update's number over the whole training, from 1.</param>
/// <param name="GradientScale">Factor on the gradients, from clipping.</param>
internal readonly record struct OptimizerUpdate(OptionValues Options, double LearningRate, double WeightDecay, long Step, double GradientScale);
