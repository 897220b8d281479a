namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// The primitives that one compiled graph has needed so far, by sizes: made when a size is first met and kept, because making one takes up
/// to two milliseconds.
/// One user at a time.
/// </summary>
internal sealed class OneDnnPlans : IKernelPlans
{
    private readonly Dictionary<MatrixSizes, MatrixPlan> _products = [];
    private readonly Dictionary<ConvolutionOperation, ConvolutionPlan> _convolutions = [];

    /// <summary>The implementations that oneDNN chose, such as <c>brg:avx512_core</c>, each once; <c>ref:</c> is a slow one.</summary>
    public IEnumerable<string> Implementations =>
        _products
            .Values.Select(plan => plan.Implementation)
            .Concat(_convolutions.Values.Select(plan => plan.Implementation))
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>The primitives of a product.</summary>
    public MatrixPlan Of(MatrixSizes sizes)
    {
        if (!_products.TryGetValue(sizes, out var plan))
        {
            _products.Add(sizes, plan = new MatrixPlan(sizes));
        }

        return plan;
    }

    /// <summary>The primitives of one of a convolution's sums.</summary>
    public ConvolutionPlan Of(in ConvolutionOperation operation)
    {
        if (!_convolutions.TryGetValue(operation, out var plan))
        {
            _convolutions.Add(operation, plan = new ConvolutionPlan(operation));
        }

        return plan;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plan in _products.Values)
        {
            plan.Dispose();
        }

        foreach (var plan in _convolutions.Values)
        {
            plan.Dispose();
        }
    }
}
