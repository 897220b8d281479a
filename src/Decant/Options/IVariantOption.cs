namespace Decant.Options;

/// <summary>An option that names something which brings options of its own.</summary>
internal interface IVariantOption
{
    /// <summary>What is named, in the singular, such as <c>model</c>; and everything that can be named.</summary>
    (string Noun, IEnumerable<Description> Entries) Facts { get; }
}
