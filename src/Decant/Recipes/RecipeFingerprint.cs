using System.Security.Cryptography;
using System.Text;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// SHA-256 over the effective values of a part of a recipe, in one line of YAML. Layout, comments, order of keys and
/// whether a default was written do not count; nor do options that cannot change a result, such as <c>threads</c>.
/// </summary>
internal static class RecipeFingerprint
{
    // What of the data concerns the student alone.
    private static readonly string[] s_onlyStudentSees = ["labelled", "unlabelled", "confidence", "omit"];

    /// <summary>The fingerprint of a whole recipe: 64 hexadecimal digits.</summary>
    public static string Of(Recipe recipe) => Hash(recipe.Written);

    /// <summary>The fingerprint of a trained teacher: what it saw, how it was trained, by which program.</summary>
    /// <param name="recipe">The recipe; its student, losses and comparisons do not count.</param>
    /// <param name="seed">The seed that the teacher is trained with.</param>
    /// <param name="version">The program's version: another one may compute other bits.</param>
    /// <param name="contents">Fingerprints of contents that the recipe only names, such as its data and its teacher's file.</param>
    public static string OfTeacher(Recipe recipe, ulong seed, string version, params IEnumerable<string> contents)
    {
        var all = recipe.Written;
        var parts = new List<WrittenEntry>
        {
            all.Find("task")!,
            // Written here or inherited: what counts is the seed and the augmentation that hold.
            // Nor does it count where a trained teacher's answers lie.
            Entry("teacher", Without(Without(all.Find("teacher")!.Value, "augment"), "store")),
            Entry("data", s_onlyStudentSees.Aggregate(Without(Without(all.Find("data")!.Value, "augment"), "seed"), Without)),
            Entry("data-seed", Text($"{recipe.DataSeed}")),
            Entry("augment", YamlOf(recipe.TeacherAugment)),
            Entry("seed", Text($"{seed}")),
            Entry("version", Text(version)),
            Entry("contents", new WrittenList([.. contents.Select(Text)], default)),
        };
        return Hash(new WrittenMap(parts, default));
    }

    private static WrittenMap YamlOf(AugmentSettings augment) =>
        new([.. augment.Done.Select(pair => Entry(pair.Key, Text(FormattableString.Invariant($"{pair.Value}"))))], default);

    // The key goes wherever it is below.
    private static WrittenNode Without(WrittenNode node, string key) =>
        node is WrittenMap map
            ? map with
            {
                Entries =
                [
                    .. map.Entries.Where(entry => entry.Key != key).Select(entry => entry with { Value = Without(entry.Value, key) }),
                ],
            }
            : node;

    private static WrittenEntry Entry(string key, WrittenNode value) => new(key, default, value);

    private static WrittenScalar Text(string text) => new(text, default, IsQuoted: true);

    private static string Hash(WrittenNode tree) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(YamlText.InLine(WhatMatters(tree)))));

    private static WrittenNode WhatMatters(WrittenNode node) =>
        node switch
        {
            WrittenMap map => map with
            {
                Entries =
                [
                    .. map.Entries.Where(entry => entry.ChangesResult).Select(entry => entry with { Value = WhatMatters(entry.Value) }),
                ],
            },
            WrittenList list => list with { Items = [.. list.Items.Select(WhatMatters)] },
            _ => node,
        };
}
