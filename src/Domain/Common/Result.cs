namespace CampusPhoto.Domain.Common;

/// <summary>Lets generic code make a failure without reflection.</summary>
/// <typeparam name="TSelf">The result type itself.</typeparam>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    /// <summary>The error, or null when it succeeded.</summary>
    Error? Error { get; }

    /// <summary>Makes a failed result.</summary>
    static abstract TSelf Failure(Error error);

    /// <summary>Type of the value of a success.</summary>
    static abstract Type ValueType { get; }

    /// <summary>Makes a success from its value.</summary>
    static abstract TSelf Success(object? value);

    /// <summary>The value of a success, or null where there is none.</summary>
    object? BoxedValue { get; }
}

/// <summary>Success without a value, or a named error.</summary>
public readonly record struct Result : IResult<Result>
{
    private Result(Error? error) => Error = error;

    /// <summary>Success.</summary>
    public static Result Ok => default;

    /// <inheritdoc />
    public Error? Error { get; }

    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Error is null;

    /// <inheritdoc />
    public object? BoxedValue => null;

    /// <inheritdoc />
    public static Type ValueType => typeof(object);

    /// <inheritdoc />
    public static Result Failure(Error error) => new(error);

    /// <inheritdoc />
    public static Result Success(object? value) => Ok;

    /// <summary>A failed result.</summary>
    public static implicit operator Result(Error error) => new(error);
}

/// <summary>A value, or a named error.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    /// <inheritdoc />
    public Error? Error { get; }

    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The value of a success.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}.");

    /// <inheritdoc />
    public object? BoxedValue => _value;

    /// <inheritdoc />
    public static Type ValueType => typeof(T);

    /// <inheritdoc />
    public static Result<T> Failure(Error error) => new(default, error);

    /// <inheritdoc />
    public static Result<T> Success(object? value) => new((T?)value, null);

    /// <summary>A successful result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failed result.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
