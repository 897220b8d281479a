using Decant.Engine;

namespace Decant.Training;

/// <summary>A loss is no longer a number: the training cannot go on.</summary>
/// <param name="message">Arm, step, term, the last good checkpoint, and what to try.</param>
internal sealed class TrainingDivergedException(string message) : DecantException(message);
