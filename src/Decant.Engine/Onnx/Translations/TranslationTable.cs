using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>All operators that are read and written.</summary>
internal static class TranslationTable
{
    private static readonly Translation[] All =
    [
        new PlainTranslation<Abs>("Abs", 1),
        new PlainTranslation<Add>("Add", 2),
        new AveragePoolTranslation(),
        new BatchNormalizationTranslation(),
        new CastLikeTranslation(),
        new CastTranslation(),
        new ClipTranslation(),
        new ConcatTranslation(),
        new ConvTranslation(),
        new PlainTranslation<Div>("Div", 2),
        new DropoutTranslation(),
        new EluTranslation(),
        new PlainTranslation<Equal>("Equal", 2),
        new PlainTranslation<Erf>("Erf", 1),
        new PlainTranslation<Exp>("Exp", 1),
        new ExpandTranslation(),
        new FlattenTranslation(),
        new GatherTranslation<Gather>("Gather", axis => new Gather(axis), gather => gather.Axis),
        new GatherTranslation<GatherElements>("GatherElements", axis => new GatherElements(axis), gather => gather.Axis),
        new GemmTranslation(),
        new PlainTranslation<GlobalAveragePool>("GlobalAveragePool", 1),
        new PlainTranslation<Greater>("Greater", 2),
        new PlainTranslation<GreaterOrEqual>("GreaterOrEqual", 2),
        new PlainTranslation<Identity>("Identity", 1),
        new LeakyReluTranslation(),
        new PlainTranslation<Less>("Less", 2),
        new PlainTranslation<LessOrEqual>("LessOrEqual", 2),
        new PlainTranslation<Log>("Log", 1),
        new SoftmaxTranslation<LogSoftmax>("LogSoftmax", axis => new LogSoftmax(axis), softmax => softmax.Axis),
        new MatMulTranslation(),
        new VariadicTranslation<Max>("Max"),
        new MaxPoolTranslation(),
        new VariadicTranslation<Min>("Min"),
        new PlainTranslation<Mul>("Mul", 2),
        new PlainTranslation<Neg>("Neg", 1),
        new PlainTranslation<Not>("Not", 1),
        new PadTranslation(),
        new PowTranslation(),
        new PlainTranslation<Reciprocal>("Reciprocal", 1),
        new ReductionTranslation<ReduceMax>("ReduceMax", 18, (axes, keep) => new ReduceMax(axes, keep)),
        new ReductionTranslation<ReduceMean>("ReduceMean", 18, (axes, keep) => new ReduceMean(axes, keep)),
        new ReductionTranslation<ReduceMin>("ReduceMin", 18, (axes, keep) => new ReduceMin(axes, keep)),
        new ReductionTranslation<ReduceSum>("ReduceSum", 13, (axes, keep) => new ReduceSum(axes, keep)),
        new PlainTranslation<Relu>("Relu", 1),
        new ReshapeTranslation(),
        new PlainTranslation<Sigmoid>("Sigmoid", 1),
        new PlainTranslation<Sign>("Sign", 1),
        new SliceTranslation(),
        new SoftmaxTranslation<Softmax>("Softmax", axis => new Softmax(axis), softmax => softmax.Axis),
        new PlainTranslation<Softplus>("Softplus", 1),
        new PlainTranslation<Sqrt>("Sqrt", 1),
        new SqueezeTranslation(),
        new PlainTranslation<Sub>("Sub", 2),
        new PlainTranslation<Tanh>("Tanh", 1),
        new TopKTranslation(),
        new TransposeTranslation(),
        new UnsqueezeTranslation(),
        new PlainTranslation<Where>("Where", 3),
    ];

    private static readonly Dictionary<(string Domain, string Name), Translation> ByName =
        All.ToDictionary(translation => (translation.Domain, translation.Name));

    private static readonly Dictionary<Type, Translation> ByOperator =
        All.Where(translation => translation.Writes is not null).ToDictionary(translation => translation.Writes!);

    /// <summary>Names of the operators that are read, in order.</summary>
    public static IEnumerable<string> Readable =>
        All.Select(translation => translation.Domain.Length == 0 ? translation.Name : $"{translation.Domain}.{translation.Name}");

    /// <summary>The translation of a file's operator, or null.</summary>
    public static Translation? Find(string domain, string name) => ByName.GetValueOrDefault((Translation.IsStandard(domain) ? "" : domain, name));

    /// <summary>Whether a type of operator can be written.</summary>
    public static bool Writes(Type @operator) => ByOperator.ContainsKey(@operator);

    /// <summary>The translation that writes an operator, or null.</summary>
    public static Translation? For(Operator @operator) => ByOperator.GetValueOrDefault(@operator.GetType());
}
