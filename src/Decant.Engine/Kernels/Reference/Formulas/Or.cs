namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a ∨ b.</summary>
internal readonly struct Or : IBinaryFormula<bool, bool>
{
    public bool Apply(bool a, bool b) => a | b;
}
