using Decant.Students;

namespace Decant.Teachers;

/// <summary>Grows trees, for teachers of tables. The optional package Decant.LightGbm brings one.</summary>
public interface ITreeLearner
{
    /// <summary>The trees of one answer.</summary>
    internal IReadOnlyList<DecisionTree> Grow(TreeLearning learning);
}
