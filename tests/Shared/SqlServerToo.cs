using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using CampusPhoto.Infrastructure.Persistence.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CampusPhoto.Tests.Shared;

/// <summary>
/// Translates every query that runs in a test for SQL Server as well and reads what comes out with SQL Server's own
/// parser, since the engine itself is not everywhere. A query that cannot be translated or parsed fails its test.
/// </summary>
internal static class SqlServerToo
{
    private static readonly ConcurrentDictionary<string, bool> Seen = [];

    /// <summary>Statements that were parsed in this process.</summary>
    public static IEnumerable<string> Statements => Seen.Keys;

    /// <summary>Adds the translation to the contexts of the engine that the tests run on.</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (TestDatabase.IsSqlite) services.ConfigureDbContext<SqliteAppDbContext>(Replace);
        else if (TestDatabase.IsPostgreSql) services.ConfigureDbContext<PostgreSqlAppDbContext>(Replace);
    }

    /// <summary>A context for SQL Server that reaches no server: what it would send is parsed.</summary>
    public static SqlServerAppDbContext Open() => Open(new NoCommand());

    /// <summary>Parses a script.</summary>
    public static void Parse(string sql)
    {
        if (!Seen.TryAdd(sql, true)) return;
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true, SqlEngineType.Standalone).Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException($"SQL Server could not read this at line {errors[0].Line}: {errors[0].Message}\n{sql}");
    }

    private static readonly Lazy<Infrastructure.Persistence.Encryption.PersonalDataCipher> Cipher = new(DesignTime.Cipher);

    private static void Replace(DbContextOptionsBuilder options) => options.ReplaceService<IQueryCompiler, TranslatingCompiler>();

    private static SqlServerAppDbContext Open(NoCommand commands) => new(
        new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=nowhere")
            .AddInterceptors(new NoConnection(), commands).Options,
        Cipher.Value);

    private sealed class TranslatingCompiler(
        IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
        : QueryCompiler(contexts, cache, keys, database, logger, current, filter, model)
    {
        public override TResult Execute<TResult>(Expression query)
        {
            Translate<TResult>(query, (provider, moved) => provider.Execute<TResult>(moved));
            return base.Execute<TResult>(query);
        }

        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            Translate<TResult>(query, (provider, moved) => provider.ExecuteAsync<TResult>(moved, CancellationToken.None));
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }

        private static void Translate<TResult>(Expression query, Func<IAsyncQueryProvider, Expression, TResult> execute)
        {
            var commands = new NoCommand();
            using var db = Open(commands);
            var moved = new Mover(db).Visit(query);
            Exception? failure = null;
            try
            {
                object? result = execute(db.GetService<IAsyncQueryProvider>(), moved);
                if (result is IRelationalQueryingEnumerable rows)
                {
                    using var command = rows.CreateDbCommand();
                    Parse(command.CommandText);
                    return;
                }

                if (result is Task { Exception: { } thrown }) failure = thrown.InnerException;
            }
            catch (InvalidOperationException thrown)
            {
                failure = thrown;
            }

            // “Sequence contains no elements” is right where there is no server; without a command nothing was translated.
            if (commands.Read == 0)
                throw new InvalidOperationException($"This was not translated for SQL Server: {query}", failure);
        }
    }

    /// <summary>
    /// Puts a query on the tables of another context; ordering by what SQL Server orders otherwise is refused, unless the query
    /// is tagged as one whose result may come in any order that the database keeps to.
    /// </summary>
    private sealed class Mover(SqlServerAppDbContext db) : ExpressionVisitor
    {
        private const string AnyOrder = "any order of identities";
        private static readonly HashSet<string> Orderings = ["OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending"];

        private bool _anyOrder;

        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(db.GetService<IAsyncQueryProvider>(), db.Model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);

        protected override Expression VisitConstant(ConstantExpression node) =>
            node.Value is IQueryable { Expression: EntityQueryRootExpression root } ? Visit(root) : base.VisitConstant(node);

        // A table of the captured context within another query.
        protected override Expression VisitMember(MemberExpression node) => typeof(IQueryable).IsAssignableFrom(node.Type)
            ? Visit(Expression.Lambda<Func<IQueryable>>(node).Compile()().Expression)
            : base.VisitMember(node);

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _anyOrder |= node.Method.Name == nameof(EntityFrameworkQueryableExtensions.TagWith) && node.Arguments[1] is ConstantExpression { Value: AnyOrder };
            if (!_anyOrder && node.Method.DeclaringType == typeof(Queryable) && Orderings.Contains(node.Method.Name)
                && IsGuid(node.Method.GetGenericArguments()[1]))
            {
                throw new InvalidOperationException($"SQL Server orders uniqueidentifier by its last bytes first: {node}");
            }

            return base.VisitMethodCall(node);
        }

        private static bool IsGuid(Type type) => type == typeof(Guid) || type.GetProperty("Value")?.PropertyType == typeof(Guid);
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());
    }

    private sealed class NoCommand : DbCommandInterceptor
    {
        public int Read { get; private set; }

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            InterceptionResult<DbDataReader>.SuppressWithResult(Nothing(command));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult<DbDataReader>.SuppressWithResult(Nothing(command)));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Nothing(command).Dispose();
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            new(NonQueryExecuting(command, eventData, result));

        private DataTableReader Nothing(DbCommand command)
        {
            Parse(command.CommandText);
            Read++;
            using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
            return table.CreateDataReader();
        }
    }
}
