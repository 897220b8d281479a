using System.Reflection;
using System.Text.RegularExpressions;
using Decant.Options;
using PublicApiGenerator;

namespace Decant.Tests.Structure;

/// <summary>What an assembly shows to those who use it.</summary>
internal static partial class PublicApi
{
    private static readonly ApiGeneratorOptions s_options = new() { IncludeAssemblyAttributes = false };

    /// <summary>All of it as C#, without bodies; types without their namespaces, records without what the compiler adds.</summary>
    public static string Text(Assembly assembly)
    {
        var text = assembly.GeneratePublicApi(s_options).ReplaceLineEndings("\n");
        text = CollectionParameters().Replace(Namespaces().Replace(text, ""), "params ");
        text = text.Replace("[ScopedRef] ", "", StringComparison.Ordinal).Replace("where T :  ", "where T : ", StringComparison.Ordinal);
        return text.TrimEnd() + "\n";
    }

    /// <summary>
    /// The types that count: all but those whose properties are options (of a recipe's section, a loss, an architecture, an optimizer, a
    /// schedule), what these are made of, and the enumerations and values that only they have.
    /// </summary>
    public static IReadOnlyList<Type> Counted(Assembly assembly)
    {
        var types = assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).ToArray();
        var named = types.ToDictionary(type => type, Named);
        var options = types.Where(type => type.IsSubclassOf(typeof(Settings)) || type.Namespace == typeof(Settings).Namespace).ToHashSet();
        while (
            types.FirstOrDefault(type =>
                type.IsValueType && !options.Contains(type) && Users(type) is { Count: > 0 } users && users.All(options.Contains)
            )
                is { } value
        )
        {
            options.Add(value);
        }

        return [.. types.Except(options)];

        List<Type> Users(Type type) => [.. types.Where(user => user != type && named[user].Contains(type))];
    }

    // Types in the public and protected members of a type.
    private static HashSet<Type> Named(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(Own).Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly).ToArray();
        return
        [
            .. type.GetFields()
                .Select(field => field.FieldType)
                .Concat(methods.Select(method => method.ReturnType))
                .Concat(
                    type.GetConstructors()
                        .Concat<MethodBase>(methods)
                        .SelectMany(method => method.GetParameters())
                        .Select(one => one.ParameterType)
                )
                .SelectMany(Parts),
        ];
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    // "System.Collections.Generic." and "Decant.Engine.Graphs.", but not in the line that opens a namespace.
    [GeneratedRegex(@"(?<!namespace |[\w.])(?:System|Decant)(?:\.[A-Z]\w+(?=\.[A-Z]))*\.(?=[A-Z])")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"\[(?:\w+\.)*ParamCollection\] ")]
    private static partial Regex CollectionParameters();
}
