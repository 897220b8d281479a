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
    /// The types that count: all but those whose properties are options (of a catalogue's entry, or of a section of a recipe), and the
    /// enumerations and values that only such options have.
    /// </summary>
    public static IReadOnlyList<Type> Counted(Assembly assembly)
    {
        var types = assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).ToArray();
        var named = types.ToDictionary(type => type, Named);
        return
        [
            .. types.Where(type =>
            {
                var users = types.Where(user => user != type && named[user].Contains(type)).ToArray();
                return !IsOptions(type) && !(type.IsValueType && users.Length > 0 && users.All(IsOptions));
            }),
        ];
    }

    private static bool IsOptions(Type type) =>
        !type.IsAbstract && (type.IsSubclassOf(typeof(Settings)) || type.IsSubclassOf(typeof(Description)));

    // Types in the public members of a type.
    private static HashSet<Type> Named(Type type)
    {
        const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return
        [
            .. type.GetFields(Visible)
                .Select(field => field.FieldType)
                .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(one => one.ParameterType))
                .Concat(
                    type.GetMethods(Visible)
                        .SelectMany(method => method.GetParameters().Append(method.ReturnParameter))
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
