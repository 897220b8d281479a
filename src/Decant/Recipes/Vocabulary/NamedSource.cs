using Decant.Data.Sources;
using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>A source of samples as the value of an option: its name is what is written, with its options next to it.</summary>
/// <param name="Source">The source, out of the catalogue or of one's own.</param>
/// <param name="Known">Its options.</param>
internal sealed record NamedSource(DataSource Source, OptionSet Known) : Description(Source.Name, Source.Description, Known);
