namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = ¬x.</summary>
internal readonly struct Not : IUnaryFormula<bool, bool>
{
    public bool Apply(bool x) => !x;
}
