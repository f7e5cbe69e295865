using System.Reflection;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Tests.Shapes;

/// <summary>The generator can't reference the library: what it repeats of it is compared here.</summary>
public class LibraryAgreementTests
{
    private static readonly Type[] s_layers = [.. typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && type != typeof(Shortcut))];

    [Fact]
    public void Every_layer_has_a_rule_and_every_rule_a_layer() => Assert.Equal(
        s_layers.Select(type => type.Name).Order(),
        LayerRules.All.Select(rule => rule.Kind).Order());

    [Fact]
    public void Every_loss_has_a_rule_and_every_rule_a_loss() => Assert.Equal(
        typeof(Loss).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Loss))).Select(type => type.Name).Order(),
        LossRules.All.Select(rule => rule.Kind).Order());

    [Fact]
    public void Functions_know_the_parameter_of_their_attribute_and_its_default()
    {
        IEnumerable<(string Kind, FunctionParameter? Parameter)> rows =
            [.. ActivationTable.Rows.Select(row => (row.Kind, row.Parameter)), .. LossTable.Regression.Select(row => (row.Kind, row.Parameter))];
        foreach ((string kind, FunctionParameter? parameter) in rows)
        {
            Type type = typeof(Layer).Assembly.GetType($"DeepVision.Generated.{kind}", throwOnError: true)!;
            IEnumerable<(string?, object?)> known = parameter is null ? [] : [(parameter.Name, parameter.Default)];
            Assert.Equal(known, type.GetConstructors().Single().GetParameters().Select(declared => (declared.Name, declared.DefaultValue)));
        }
    }

    [Fact]
    public void Rules_know_the_options_of_their_attribute_and_their_defaults()
    {
        foreach (Type type in s_layers)
        {
            LayerRule rule = LayerRules.Find(type.Name)!;
            PropertyInfo[] settable = [.. type.GetProperties().Where(property => property.CanWrite)];
            LayerOption[] options = [.. rule.Options, .. LayerOption.Common];
            Assert.Equal(settable.Select(property => property.Name).Order(), options.Select(option => option.Name).Order());

            ConstructorInfo constructor = type.GetConstructors()[0];
            object layer = constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueFor(parameter.ParameterType))]);
            foreach (PropertyInfo property in settable)
            {
                object? value = property.GetValue(layer);
                object? expected = value is Enum ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : value;
                Assert.True(Equals(expected, options.Single(option => option.Name == property.Name).Default), $"{type.Name}.{property.Name}");
            }
        }
    }

    private static object ValueFor(Type type) => type == typeof(int) ? 1 : type == typeof(float) ? 0.5f : Array.CreateInstance(type.GetElementType()!, 0);

    [Fact]
    public void Initializers_are_those_of_the_library()
    {
        Assert.Equal(Enum.GetNames<Initializer>().Length, Initializers.Count);
        foreach (Initializer initializer in Enum.GetValues<Initializer>().Where(value => value != Initializer.Auto))
            Assert.Equal(initializer.ToString(), Initializers.Name((int)initializer, InitializerHint.None));
    }

    [Fact]
    public void Groups_of_parameters_are_those_of_the_library() => Assert.Equal(
        Enum.GetValues<DeepVision.Generated.ParameterGroup>().Select(group => (group.ToString(), (int)group)),
        Enum.GetValues<Generators.Shapes.ParameterGroup>().Select(group => (group.ToString(), (int)group)));

    [Fact]
    public void Members_that_a_property_would_hide_are_known()
    {
        Type[] bases =
        [
            typeof(object), typeof(Network), typeof(ClassificationNetwork), typeof(RegressionNetwork), typeof(BinaryNetwork), typeof(SegmentationNetwork), typeof(CustomLossNetwork),
            typeof(MultiNetwork), typeof(EmbeddingNetwork),
        ];
        IEnumerable<string> names = bases
            .SelectMany(type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(IsVisible)
            .Select(member => member.Name)
            .Distinct();
        Assert.Equal(string.Join(" ", names.Order(StringComparer.Ordinal)), string.Join(" ", KnownNames.InheritedMembers));
    }

    /// <summary>What a class in another assembly inherits.</summary>
    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method is MethodInfo { IsSpecialName: false } && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };
}
