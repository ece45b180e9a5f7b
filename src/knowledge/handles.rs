//! Cheap-to-clone handles and reference-counted pointers of libraries, as data: cloning one bumps a count and shares
//! what is behind it.
//!
//! One line a type: the package that declares it (as on the registry), its name, its class, and what says so: `docs`
//! is the type's own documentation, anything else is what its source holds or its `Clone` does. A type that several
//! modules of a package declare is here only if all that are `Clone` are cheap.
//!
//! Left out on purpose:
//! - `dashmap::DashMap`: its clone copies the whole map;
//! - `http::Uri`: a scheme other than http and https is boxed;
//! - `prometheus::Histogram`: `prometheus::proto::Histogram`, of the same name, copies its buckets;
//! - `regex_automata::meta::Regex`: `regex_automata::dfa::regex::Regex`, of the same name, owns its tables;
//! - `kube::{Client, Api}`, `async_nats::jetstream::Context`, hickory's `Resolver`, `gix` repositories: next to what
//!   they share they own strings, paths or buffers;
//! - `im::Vector`: short vectors are stored inline and copied;
//! - `hipstr` strings and `lettre` transports: shared or copied, by type parameter or by feature;
//! - `arrow` arrays and record batches, `polars` data frames and chunked arrays: they own vectors of shared columns.

use crate::model::TypeClass;

/// Package (as on the registry; `*` at its end stands for any), type, class, what says so. Sorted.
const HANDLES: &[(&str, &str, TypeClass, &str)] = &[
    ("actix-web", "Data", TypeClass::Handle, "docs: cheap to clone; an Arc inside"),
    ("actix-web", "HttpRequest", TypeClass::Handle, "one Rc inside"),
    ("aho-corasick", "AhoCorasick", TypeClass::Handle, "docs: guaranteed to be cheap to clone"),
    ("archery", "SharedPointer", TypeClass::Arc, "docs: an Rc or Arc, by its kind"),
    ("arcstr", "ArcStr", TypeClass::Handle, "clone: adds one to the count, or nothing for a static"),
    ("arcstr", "Substr", TypeClass::Handle, "an ArcStr and a range"),
    ("arrow-buffer", "BooleanBuffer", TypeClass::Handle, "a Buffer and a range"),
    ("arrow-buffer", "Buffer", TypeClass::Handle, "docs: cloned without copying the data; one Arc"),
    ("arrow-buffer", "NullBuffer", TypeClass::Handle, "a BooleanBuffer and a count"),
    ("arrow-buffer", "OffsetBuffer", TypeClass::Handle, "one ScalarBuffer inside"),
    ("arrow-buffer", "ScalarBuffer", TypeClass::Handle, "docs: cloning is O(1)"),
    ("arrow-schema", "Fields", TypeClass::Handle, "docs: cheaply cloneable; one Arc of a slice"),
    ("arrow-schema", "UnionFields", TypeClass::Handle, "one Arc of a slice inside"),
    ("async-channel", "Receiver", TypeClass::Handle, "one Arc inside; the listener is not cloned"),
    ("async-channel", "Sender", TypeClass::Handle, "one Arc inside"),
    ("async-channel", "WeakReceiver", TypeClass::Handle, "one Arc inside"),
    ("async-channel", "WeakSender", TypeClass::Handle, "one Arc inside"),
    ("async-graphql", "Schema", TypeClass::Handle, "docs: cloning a schema is cheap; one Arc"),
    ("async-nats", "Client", TypeClass::Handle, "docs: a cloneable handle to the connection; channels and Arcs"),
    ("async-nats", "Subject", TypeClass::Handle, "one Bytes inside"),
    ("async-session", "MemoryStore", TypeClass::Handle, "one Arc inside"),
    ("async-std", "DirEntry", TypeClass::Handle, "one Arc inside"),
    ("async-std", "File", TypeClass::Handle, "two Arcs inside"),
    ("async-std", "Task", TypeClass::Handle, "docs: a handle to a task; its name is behind an Arc"),
    ("async-std", "TcpStream", TypeClass::Handle, "one Arc inside"),
    ("async-std", "UnixStream", TypeClass::Handle, "one Arc inside"),
    ("aws-credential-types", "SharedCredentialsProvider", TypeClass::Handle, "one Arc inside"),
    ("aws-credential-types", "SharedTokenProvider", TypeClass::Handle, "docs: clones by an internal Arc"),
    ("aws-sdk-*", "Client", TypeClass::Handle, "docs of every generated client: cloning is cheap, just an Arc"),
    ("aws-smithy-async", "SharedAsyncSleep", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-async", "SharedTimeSource", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedAuthScheme", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedEndpointResolver", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedHttpClient", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedHttpConnector", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedIdentityResolver", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-runtime-api", "SharedRetryStrategy", TypeClass::Handle, "one Arc inside"),
    ("aws-smithy-types", "FrozenLayer", TypeClass::Handle, "docs: a shallow clone by Arc"),
    ("axum", "MatchedPath", TypeClass::Handle, "one Arc of str inside"),
    ("axum", "NestedPath", TypeClass::Handle, "one Arc of str inside"),
    ("axum", "Router", TypeClass::Handle, "0.8: one Arc inside"),
    ("axum-server", "Handle", TypeClass::Handle, "one Arc inside"),
    ("axum-server", "OpenSSLConfig", TypeClass::Handle, "one Arc inside"),
    ("axum-server", "RustlsConfig", TypeClass::Handle, "one Arc inside"),
    ("bb8", "Pool", TypeClass::Handle, "one Arc inside"),
    ("block2", "RcBlock", TypeClass::Arc, "docs: clone increases the reference count"),
    ("bytes", "Bytes", TypeClass::Handle, "docs: a cheaply cloneable chunk of contiguous memory"),
    ("bytestring", "ByteString", TypeClass::Handle, "one Bytes inside"),
    ("console", "Term", TypeClass::Handle, "docs: clones share the buffer, it acts as a handle; one Arc"),
    ("crossbeam-channel", "Receiver", TypeClass::Handle, "clone: adds one to the channel's receivers"),
    ("crossbeam-channel", "Sender", TypeClass::Handle, "clone: adds one to the channel's senders"),
    ("crossbeam-deque", "Stealer", TypeClass::Handle, "one Arc inside"),
    ("crossbeam-epoch", "Collector", TypeClass::Handle, "docs: clone is another reference to the same collector"),
    ("crossbeam-utils", "Unparker", TypeClass::Handle, "one Arc inside"),
    ("crossbeam-utils", "WaitGroup", TypeClass::Handle, "one Arc inside, and its count"),
    ("deadpool", "Pool", TypeClass::Handle, "managed and unmanaged: one Arc inside"),
    ("dispatch2", "DispatchRetained", TypeClass::Arc, "docs: clone increases the reference count"),
    ("duct", "Expression", TypeClass::Handle, "docs: shares by Arc, cheap to clone"),
    ("ecow", "EcoString", TypeClass::Handle, "docs: inline, or an EcoVec"),
    ("ecow", "EcoVec", TypeClass::Handle, "docs: the clone references the same allocation (copy on write)"),
    ("egui", "Context", TypeClass::Handle, "docs: cheap to clone, clones refer to the same data"),
    ("elasticsearch", "Elasticsearch", TypeClass::Handle, "one Transport inside"),
    ("elasticsearch", "Transport", TypeClass::Handle, "a reqwest Client and Arcs"),
    ("epaint", "TextureHandle", TypeClass::Handle, "docs: cloned cheaply; an Arc and an id"),
    ("evmap", "ReadHandleFactory", TypeClass::Handle, "one left_right::ReadHandleFactory inside"),
    ("faststr", "FastStr", TypeClass::Handle, "inline, static, Bytes or Arc"),
    ("flume", "Receiver", TypeClass::Handle, "one Arc inside"),
    ("flume", "Sender", TypeClass::Handle, "one Arc inside"),
    ("flume", "WeakSender", TypeClass::Handle, "one Weak inside"),
    ("futures-channel", "Sender", TypeClass::Handle, "mpsc: shares the queue; the new sender's task is one small Arc"),
    ("futures-channel", "UnboundedSender", TypeClass::Handle, "one Arc inside"),
    ("futures-executor", "ThreadPool", TypeClass::Handle, "docs: a cloneable handle to the pool; one Arc"),
    ("futures-intrusive", "GenericReceiver", TypeClass::Handle, "one Arc inside"),
    ("futures-intrusive", "GenericSender", TypeClass::Handle, "one Arc inside"),
    ("futures-intrusive", "GenericSharedSemaphore", TypeClass::Handle, "one Arc inside"),
    ("futures-util", "AbortHandle", TypeClass::Handle, "one Arc inside"),
    ("futures-util", "Shared", TypeClass::Handle, "one Arc inside"),
    ("futures-util", "WeakShared", TypeClass::Handle, "one Weak inside"),
    ("glib", "Binding", TypeClass::Handle, "docs: GObject with reference counted clone semantics"),
    ("glib", "MainContext", TypeClass::Handle, "a shared wrapper: clone is g_main_context_ref"),
    ("glib", "MainLoop", TypeClass::Handle, "a shared wrapper: clone is g_main_loop_ref"),
    ("glib", "Source", TypeClass::Handle, "docs: shared boxed type with reference counted clone semantics"),
    ("google-cloud-auth", "AccessTokenCredentials", TypeClass::Handle, "one Arc inside"),
    ("google-cloud-auth", "Credentials", TypeClass::Handle, "one Arc inside"),
    ("google-cloud-auth", "IDTokenCredentials", TypeClass::Handle, "one Arc inside"),
    ("google-cloud-auth", "Signer", TypeClass::Handle, "one Arc inside"),
    ("h2", "SendRequest", TypeClass::Handle, "client: Arcs and their count; the pending stream is not cloned"),
    ("heapless", "Arc", TypeClass::Arc, "docs: std's Arc over a memory pool"),
    ("hickory-proto", "TSigner", TypeClass::Handle, "one Arc inside"),
    ("http", "Authority", TypeClass::Handle, "one Bytes inside"),
    ("http", "HeaderName", TypeClass::Handle, "a standard name, or one Bytes"),
    ("http", "HeaderValue", TypeClass::Handle, "one Bytes and a flag"),
    ("http", "PathAndQuery", TypeClass::Handle, "one Bytes and an index"),
    ("hyper", "OnUpgrade", TypeClass::Handle, "one Arc inside"),
    ("hyper", "ReasonPhrase", TypeClass::Handle, "one Bytes inside"),
    ("hyper", "SendRequest", TypeClass::Handle, "http2: a channel's sender and an Arc"),
    ("hyper-util", "Client", TypeClass::Handle, "docs: cheap to clone, clones share the pool"),
    ("im", "HashMap", TypeClass::Handle, "docs of clone: O(1)"),
    ("im", "HashSet", TypeClass::Handle, "docs of clone: O(1)"),
    ("im", "OrdMap", TypeClass::Handle, "docs of clone: O(1)"),
    ("im", "OrdSet", TypeClass::Handle, "docs of clone: O(1)"),
    ("imbl", "GenericHashMap", TypeClass::Handle, "docs of clone: O(1)"),
    ("imbl", "GenericHashSet", TypeClass::Handle, "docs of clone: O(1)"),
    ("imbl", "GenericOrdMap", TypeClass::Handle, "docs of clone: O(1)"),
    ("imbl", "GenericOrdSet", TypeClass::Handle, "docs of clone: O(1)"),
    ("indicatif", "InMemoryTerm", TypeClass::Handle, "docs: just an Arc, can be freely cloned"),
    ("indicatif", "MultiProgress", TypeClass::Handle, "one Arc inside"),
    ("indicatif", "ProgressBar", TypeClass::Handle, "docs: clone just increments the refcount"),
    ("indicatif", "WeakProgressBar", TypeClass::Handle, "Weaks inside"),
    ("insta", "Settings", TypeClass::Handle, "one Arc inside (copy on write)"),
    ("internment", "ArcIntern", TypeClass::Handle, "clone: adds one to the count"),
    ("jiff", "TimeZone", TypeClass::Handle, "docs: cheap to clone, reference counted"),
    ("jiff", "TimeZoneDatabase", TypeClass::Handle, "docs: cheaply cloned, shares a cache"),
    ("jobserver", "Client", TypeClass::Handle, "one Arc inside"),
    ("kanal", "AsyncReceiver", TypeClass::Handle, "clone: adds one to the channel's receivers"),
    ("kanal", "AsyncSender", TypeClass::Handle, "clone: adds one to the channel's senders"),
    ("kanal", "Receiver", TypeClass::Handle, "clone: adds one to the channel's receivers"),
    ("kanal", "Sender", TypeClass::Handle, "clone: adds one to the channel's senders"),
    ("kube-runtime", "Store", TypeClass::Handle, "reflector: two Arcs inside"),
    ("lapin", "Channel", TypeClass::Handle, "Arcs and channels' senders"),
    ("left-right", "ReadHandleFactory", TypeClass::Handle, "two Arcs inside"),
    ("loom", "Arc", TypeClass::Arc, "docs: mock of std's Arc"),
    ("metrics", "Counter", TypeClass::Handle, "one Arc inside"),
    ("metrics", "Gauge", TypeClass::Handle, "one Arc inside"),
    ("metrics", "Histogram", TypeClass::Handle, "one Arc inside"),
    ("metrics-exporter-prometheus", "PrometheusHandle", TypeClass::Handle, "one Arc inside"),
    ("metrics-util", "Snapshotter", TypeClass::Handle, "one Arc inside"),
    ("minijinja", "Value", TypeClass::Handle, "scalars and short strings inline, all else behind Arcs"),
    ("moka", "Cache", TypeClass::Handle, "docs of clone: cheap, reference counted pointers"),
    ("moka", "SegmentedCache", TypeClass::Handle, "docs of clone: cheap, reference counted pointers"),
    ("mongodb", "Client", TypeClass::Handle, "docs: uses Arc internally"),
    ("mongodb", "Collection", TypeClass::Handle, "docs: uses Arc internally"),
    ("mongodb", "Database", TypeClass::Handle, "docs: uses Arc internally"),
    ("mongodb", "GridFsBucket", TypeClass::Handle, "docs: uses Arc internally"),
    ("nucleo", "Injector", TypeClass::Handle, "docs: reference counted, cheaply cloned"),
    ("objc2", "Retained", TypeClass::Arc, "docs: clone increases the reference count"),
    ("objc2-core-foundation", "CFRetained", TypeClass::Arc, "docs: clone increases the reference count"),
    ("opendal-core", "Buffer", TypeClass::Handle, "docs: cheap to clone, only the reference count"),
    ("opendal-core", "Executor", TypeClass::Handle, "one Arc inside"),
    ("opendal-core", "Operator", TypeClass::Handle, "docs: immutable handles; Arcs inside"),
    ("openssl", "Dsa", TypeClass::Handle, "clone: DSA_up_ref"),
    ("openssl", "EcKey", TypeClass::Handle, "clone: EC_KEY_up_ref"),
    ("openssl", "PKey", TypeClass::Handle, "clone: EVP_PKEY_up_ref"),
    ("openssl", "Rsa", TypeClass::Handle, "clone: RSA_up_ref"),
    ("openssl", "SslAcceptor", TypeClass::Handle, "one SslContext inside"),
    ("openssl", "SslConnector", TypeClass::Handle, "one SslContext inside"),
    ("openssl", "SslContext", TypeClass::Handle, "clone: SSL_CTX_up_ref"),
    ("openssl", "SslSession", TypeClass::Handle, "clone: SSL_SESSION_up_ref"),
    ("openssl", "X509", TypeClass::Handle, "clone: X509_up_ref"),
    ("opentelemetry", "Context", TypeClass::Handle, "Arcs and a flag"),
    ("opentelemetry", "Counter", TypeClass::Handle, "docs: clones are handles to the same instrument"),
    ("opentelemetry", "Gauge", TypeClass::Handle, "docs: clones are handles to the same instrument"),
    ("opentelemetry", "GlobalTracerProvider", TypeClass::Handle, "one Arc inside"),
    ("opentelemetry", "Histogram", TypeClass::Handle, "docs: clones are handles to the same instrument"),
    ("opentelemetry", "Meter", TypeClass::Handle, "one Arc inside"),
    ("opentelemetry", "UpDownCounter", TypeClass::Handle, "docs: clones are handles to the same instrument"),
    ("opentelemetry_sdk", "Resource", TypeClass::Handle, "docs: an Arc for sharing and cloning"),
    ("opentelemetry_sdk", "SdkLoggerProvider", TypeClass::Handle, "docs: clone is a new reference"),
    ("opentelemetry_sdk", "SdkMeterProvider", TypeClass::Handle, "docs: a cloneable handle"),
    ("opentelemetry_sdk", "SdkTracer", TypeClass::Handle, "two Arcs inside"),
    ("opentelemetry_sdk", "SdkTracerProvider", TypeClass::Handle, "one Arc inside"),
    ("parking", "Unparker", TypeClass::Handle, "one Arc inside"),
    ("pest", "FlatPairs", TypeClass::Handle, "Rcs, a borrowed input and positions"),
    ("pest", "Pair", TypeClass::Handle, "Rcs, a borrowed input and positions"),
    ("pest", "Pairs", TypeClass::Handle, "Rcs, a borrowed input and positions"),
    ("polars-arrow", "Bitmap", TypeClass::Handle, "docs: like an Arc of a Vec; a SharedStorage inside"),
    ("polars-buffer", "Buffer", TypeClass::Handle, "docs: cloning is O(1), data is shared"),
    ("polars-buffer", "SharedStorage", TypeClass::Handle, "clone: adds one to the count"),
    ("polars-core", "Series", TypeClass::Handle, "one Arc inside"),
    ("portable-atomic-util", "Arc", TypeClass::Arc, "docs: equivalent to std's Arc"),
    ("portable-atomic-util", "Weak", TypeClass::Arc, "docs: equivalent to std's Weak"),
    ("prometheus", "GenericCounter", TypeClass::Handle, "one Arc inside (Counter, IntCounter)"),
    ("prometheus", "GenericGauge", TypeClass::Handle, "one Arc inside (Gauge, IntGauge)"),
    ("prometheus", "MetricVec", TypeClass::Handle, "one Arc inside (CounterVec, GaugeVec, HistogramVec)"),
    ("prometheus", "Registry", TypeClass::Handle, "one Arc inside"),
    ("prometheus-client", "Counter", TypeClass::Handle, "one Arc inside"),
    ("prometheus-client", "CounterWithExemplar", TypeClass::Handle, "one Arc inside"),
    ("prometheus-client", "Family", TypeClass::Handle, "one Arc inside and the constructor, a function"),
    ("prometheus-client", "Gauge", TypeClass::Handle, "one Arc inside"),
    ("prometheus-client", "Histogram", TypeClass::Handle, "one Arc inside"),
    ("prometheus-client", "HistogramWithExemplars", TypeClass::Handle, "one Arc inside"),
    ("proptest", "BoxedStrategy", TypeClass::Handle, "docs: cheap shallow cloning by an Arc"),
    ("proptest", "SBoxedStrategy", TypeClass::Handle, "docs: cheap shallow cloning by an Arc"),
    ("prost-reflect", "DescriptorPool", TypeClass::Handle, "docs: reference counted, cheap to clone"),
    ("prost-reflect", "EnumDescriptor", TypeClass::Handle, "a DescriptorPool and an index"),
    ("prost-reflect", "EnumValueDescriptor", TypeClass::Handle, "a DescriptorPool and indices"),
    ("prost-reflect", "ExtensionDescriptor", TypeClass::Handle, "a DescriptorPool and an index"),
    ("prost-reflect", "FieldDescriptor", TypeClass::Handle, "a DescriptorPool and indices"),
    ("prost-reflect", "FileDescriptor", TypeClass::Handle, "a DescriptorPool and an index"),
    ("prost-reflect", "MessageDescriptor", TypeClass::Handle, "a DescriptorPool and an index"),
    ("prost-reflect", "MethodDescriptor", TypeClass::Handle, "a DescriptorPool and indices"),
    ("prost-reflect", "OneofDescriptor", TypeClass::Handle, "a DescriptorPool and indices"),
    ("prost-reflect", "ServiceDescriptor", TypeClass::Handle, "a DescriptorPool and an index"),
    ("quinn", "Connection", TypeClass::Handle, "docs: clone is another handle to the same connection"),
    ("quinn", "Endpoint", TypeClass::Handle, "docs: clone is another handle to the same endpoint"),
    ("r2d2", "Pool", TypeClass::Handle, "one Arc inside"),
    ("rdkafka", "FutureProducer", TypeClass::Handle, "docs: cheaply cloned, a reference to the same producer"),
    ("rdkafka", "ThreadedProducer", TypeClass::Handle, "Arcs inside"),
    ("redis", "ClusterConnection", TypeClass::Handle, "async: an Arc and a channel's sender"),
    ("redis", "ConnectionManager", TypeClass::Handle, "1.x: one Arc inside; docs: clones share the connection"),
    ("redis", "MultiplexedConnection", TypeClass::Handle, "docs: can be cloned; a channel's sender and Arcs"),
    ("regex", "Regex", TypeClass::Handle, "docs: clones share the compiled program (reference counted)"),
    ("regex", "RegexSet", TypeClass::Handle, "two Arcs and scratch space, as Regex"),
    ("regex-automata", "GroupInfo", TypeClass::Handle, "docs: reference counted, cheap to clone"),
    ("regex-automata", "NFA", TypeClass::Handle, "docs: reference counted, cheap to clone"),
    ("regex-automata", "Prefilter", TypeClass::Handle, "docs: guaranteed to be cheap to clone"),
    ("reqwest", "Client", TypeClass::Handle, "docs: uses an Arc internally (async, blocking and wasm)"),
    ("ropey", "Rope", TypeClass::Handle, "docs: cloning is O(1), by data sharing"),
    ("rowan", "GreenNode", TypeClass::Handle, "one ThinArc inside"),
    ("rowan", "GreenToken", TypeClass::Handle, "one ThinArc inside"),
    ("rowan", "SyntaxNode", TypeClass::Handle, "clone: adds one to the node's count"),
    ("rowan", "SyntaxToken", TypeClass::Handle, "clone: adds one to the node's count"),
    ("rpds", "HashTrieMap", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "HashTrieSet", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "List", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "Queue", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "RedBlackTreeMap", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "RedBlackTreeSet", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "Stack", TypeClass::Handle, "docs: clone is O(1)"),
    ("rpds", "Vector", TypeClass::Handle, "docs: clone is O(1)"),
    ("rumqttc", "AsyncClient", TypeClass::Handle, "docs: cloneable; one channel's sender (v4 and v5)"),
    ("rumqttc", "Client", TypeClass::Handle, "docs: cloneable; one AsyncClient (v4 and v5)"),
    ("salsa", "CancellationToken", TypeClass::Handle, "one Arc inside"),
    ("salsa", "StorageHandle", TypeClass::Handle, "Arcs and their count"),
    ("sea-orm", "DatabaseConnection", TypeClass::Handle, "docs: a pool or a shared connection, cheap to clone"),
    ("servo_arc", "Arc", TypeClass::Arc, "docs: as std's Arc, without weak references"),
    ("servo_arc", "ArcUnion", TypeClass::Arc, "docs: one of two Arcs"),
    ("signal-hook", "Handle", TypeClass::Handle, "docs: cloning is not very expensive; three Arcs"),
    ("sled", "Db", TypeClass::Handle, "0.34: Arcs inside"),
    ("sled", "IVec", TypeClass::Handle, "0.34: inline, or an Arc"),
    ("sled", "Tree", TypeClass::Handle, "0.34: one Arc inside"),
    ("smol_str", "SmolStr", TypeClass::Handle, "docs: clone is O(1)"),
    ("sqlx-core", "Pool", TypeClass::Handle, "docs: cheap, a reference-counted handle"),
    ("string_cache", "Atom", TypeClass::Handle, "clone: adds one to the count, or nothing"),
    ("tantivy", "IndexReader", TypeClass::Handle, "docs: just wraps an Arc"),
    ("tantivy", "MmapDirectory", TypeClass::Handle, "one Arc inside"),
    ("tantivy", "RamDirectory", TypeClass::Handle, "one Arc inside"),
    ("tantivy", "Schema", TypeClass::Handle, "one Arc inside"),
    ("tantivy", "Searcher", TypeClass::Handle, "one Arc inside"),
    ("tantivy", "TokenizerManager", TypeClass::Handle, "one Arc inside"),
    ("thingbuf", "Sender", TypeClass::Handle, "async and blocking: one Arc inside"),
    ("threadpool", "ThreadPool", TypeClass::Handle, "docs of clone: a new handle to the pool, similar to Arc"),
    ("tokio", "AbortHandle", TypeClass::Handle, "clone: adds one to the task's references"),
    ("tokio", "Handle", TypeClass::Handle, "runtime: one Arc inside"),
    ("tokio", "Receiver", TypeClass::Handle, "watch, the only one that clones: one Arc inside"),
    ("tokio", "RuntimeMetrics", TypeClass::Handle, "docs: reference-counted, can be freely cloned"),
    ("tokio", "Sender", TypeClass::Handle, "mpsc, broadcast and watch: one Arc inside"),
    ("tokio", "UnboundedSender", TypeClass::Handle, "one Arc inside"),
    ("tokio", "WeakSender", TypeClass::Handle, "mpsc and broadcast: one Arc inside"),
    ("tokio", "WeakUnboundedSender", TypeClass::Handle, "one Arc inside"),
    ("tokio-metrics", "TaskMonitor", TypeClass::Handle, "one Arc inside"),
    ("tokio-postgres", "Portal", TypeClass::Handle, "one Arc inside"),
    ("tokio-postgres", "Statement", TypeClass::Handle, "one Arc inside"),
    ("tokio-rustls", "TlsAcceptor", TypeClass::Handle, "one Arc inside"),
    ("tokio-rustls", "TlsConnector", TypeClass::Handle, "one Arc and a flag"),
    ("tokio-util", "CancellationToken", TypeClass::Handle, "docs of clone: cancelled together; one Arc"),
    ("tokio-util", "LocalPoolHandle", TypeClass::Handle, "docs: a cloneable handle; one Arc"),
    ("tokio-util", "PollSender", TypeClass::Handle, "shares the channel; the pending send (a small box) is new"),
    ("tokio-util", "TaskTracker", TypeClass::Handle, "docs of clone: shares the same set of tasks; one Arc"),
    ("tokio-util", "TaskTrackerToken", TypeClass::Handle, "one TaskTracker inside, and its count"),
    ("tonic", "Channel", TypeClass::Handle, "docs: cloning is cheap and encouraged"),
    ("tower", "BoxCloneServiceLayer", TypeClass::Handle, "one Arc inside"),
    ("tower", "BoxCloneSyncServiceLayer", TypeClass::Handle, "one Arc inside"),
    ("tower", "BoxLayer", TypeClass::Handle, "one Arc inside"),
    ("tower", "Buffer", TypeClass::Handle, "a PollSender to the one worker, and an Arc"),
    ("tower", "GlobalConcurrencyLimitLayer", TypeClass::Handle, "one Arc inside"),
    ("tower-lsp-server", "Client", TypeClass::Handle, "docs: a very cheap Clone; one Arc"),
    ("tracing", "Span", TypeClass::Handle, "a Dispatch and an id, counted by the subscriber"),
    ("tracing-core", "Dispatch", TypeClass::Handle, "one Arc, or a static reference"),
    ("tracing-subscriber", "Handle", TypeClass::Handle, "reload: one Weak inside"),
    ("tree-sitter", "Language", TypeClass::Handle, "clone: ts_language_copy, counts references"),
    ("tree-sitter", "Tree", TypeClass::Handle, "clone: ts_tree_copy; docs: shallow, very fast"),
    ("triomphe", "Arc", TypeClass::Arc, "docs: as std's Arc, without weak references"),
    ("triomphe", "ArcUnion", TypeClass::Arc, "docs: one of two Arcs"),
    ("triomphe", "OffsetArc", TypeClass::Arc, "docs: an Arc that points at its value"),
    ("triomphe", "ThinArc", TypeClass::Arc, "docs: a thin Arc of a header and a slice"),
    ("tungstenite", "Utf8Bytes", TypeClass::Handle, "one Bytes inside"),
    ("ureq", "Agent", TypeClass::Handle, "docs: uses an inner Arc, clone is cheap"),
    ("ureq", "Proxy", TypeClass::Handle, "one Arc inside"),
    ("wasm-bindgen", "JsValue", TypeClass::Handle, "clone: another reference to the same value"),
    ("wasmtime", "Component", TypeClass::Handle, "docs: clone is a cheap operation; one Arc"),
    ("wasmtime", "Engine", TypeClass::Handle, "docs: a cheap cloneable handle; one Arc"),
    ("wasmtime", "EngineWeak", TypeClass::Handle, "one Weak inside"),
    ("wasmtime", "InstancePre", TypeClass::Handle, "Arcs inside"),
    ("wasmtime", "Module", TypeClass::Handle, "docs: clone is a cheap operation; one Arc"),
    ("wasmtime", "SharedMemory", TypeClass::Handle, "two Arcs inside"),
    ("wayland-backend", "Backend", TypeClass::Handle, "client: one Arc; docs: clones refer to the same connection"),
    ("wayland-backend", "Handle", TypeClass::Handle, "server: one Arc inside"),
    ("wayland-backend", "WeakBackend", TypeClass::Handle, "client: docs: behaves as Weak"),
    ("wayland-client", "Connection", TypeClass::Handle, "one wayland_backend::Backend inside"),
    ("wayland-client", "QueueHandle", TypeClass::Handle, "one Arc inside"),
    ("wayland-server", "Client", TypeClass::Handle, "an id and one Arc"),
    ("wayland-server", "DisplayHandle", TypeClass::Handle, "one wayland_backend::Handle inside"),
    ("wgpu", "Adapter", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "BindGroup", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "BindGroupLayout", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "Buffer", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "ComputePipeline", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "Device", TypeClass::Handle, "24 and later: one Arc inside; gfx-rs/wgpu#6665"),
    ("wgpu", "PipelineLayout", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "Queue", TypeClass::Handle, "24 and later: one Arc inside; gfx-rs/wgpu#6665"),
    ("wgpu", "RenderPipeline", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "Sampler", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("wgpu", "TextureView", TypeClass::Handle, "24 and later: gfx-rs/wgpu#6665, Clone on an Arc dispatcher"),
    ("windows-core", "ComObject", TypeClass::Handle, "clone: AddRef"),
    ("windows-core", "IUnknown", TypeClass::Handle, "clone: AddRef"),
    ("winit", "CustomCursor", TypeClass::Handle, "docs: guaranteed to be cheap to clone"),
    ("winit", "EventLoopProxy", TypeClass::Handle, "0.30: a channel's sender and a waker"),
    ("winit", "OwnedDisplayHandle", TypeClass::Handle, "docs: a cheaply cloneable handle"),
    ("winit-core", "CustomCursor", TypeClass::Handle, "docs: guaranteed to be cheap to clone; one Arc"),
    ("winit-core", "EventLoopProxy", TypeClass::Handle, "one Arc inside"),
    ("winit-core", "OwnedDisplayHandle", TypeClass::Handle, "docs: a cheaply cloneable handle; one Arc"),
    ("yew", "Callback", TypeClass::Handle, "docs: an Rc makes it cloneable"),
    ("yew", "ChildrenRenderer", TypeClass::Handle, "one Rc inside"),
    ("yew", "NodeRef", TypeClass::Handle, "one Rc inside"),
    ("yew", "UseReducerDispatcher", TypeClass::Handle, "one Rc inside"),
    ("yew", "UseStateSetter", TypeClass::Handle, "one Rc inside"),
    ("zbus", "Connection", TypeClass::Handle, "docs: cloning is very cheap (async and blocking); one Arc"),
    ("zbus", "Message", TypeClass::Handle, "one Arc inside"),
    ("zbus", "WeakConnection", TypeClass::Handle, "one Weak inside"),
];

/// The one package name that stands for a family: all service clients of AWS come from one generator.
const AWS_PREFIX: &str = "aws-sdk-";
const AWS_FAMILY: &str = "aws-sdk-*";

/// Crates that re-export what other packages declare: as a path names them, and the packages.
const FACADES: &[(&str, &[&str])] = &[
    ("arrow", &["arrow-buffer", "arrow-schema"]),
    ("crossbeam", &["crossbeam-channel", "crossbeam-deque", "crossbeam-epoch", "crossbeam-utils"]),
    ("futures", &["futures-channel", "futures-executor", "futures-util"]),
    ("kube", &["kube-runtime"]),
    ("opendal", &["opendal-core"]),
    ("polars", &["polars-core"]),
    ("sqlx", &["sqlx-core"]),
    ("tracing", &["tracing-core"]),
    ("windows", &["windows-core"]),
];

/// The class of a package's type, if it is a known handle or pointer.
pub(crate) fn class_of(package: &str, name: &str) -> Option<TypeClass> {
    let package = if package.starts_with(AWS_PREFIX) { AWS_FAMILY } else { package };
    let found = HANDLES.binary_search_by(|(known, ty, ..)| (*known, *ty).cmp(&(package, name)));
    found.ok().map(|at| HANDLES[at].2)
}

/// The class of what a path names, as the user's code spells it: the crate first, the type last.
pub(crate) fn class_of_path(path: &str) -> Option<TypeClass> {
    let (krate, rest) = path.split_once("::")?;
    let name = rest.rsplit("::").next()?;
    let declaring = FACADES.iter().find(|(facade, _)| *facade == krate).map_or(&[][..], |(_, packages)| packages);
    // A crate's name has `_` where its package's has either.
    class_of(&krate.replace('_', "-"), name)
        .or_else(|| class_of(krate, name))
        .or_else(|| declaring.iter().find_map(|package| class_of(package, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        for pair in HANDLES.windows(2) {
            let [(package, name, ..), (next_package, next_name, ..)] = pair else { continue };
            assert!(
                (package, name) < (next_package, next_name),
                "{package} {name} stands before {next_package} {next_name}"
            );
        }
        assert!(FACADES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn every_entry_is_whole() {
        for (package, name, class, source) in HANDLES {
            assert!(!package.is_empty() && !name.is_empty(), "{package} {name}");
            assert!(!name.contains("::") && !package.contains("::"), "{package} {name}: names, not paths");
            assert!(matches!(class, TypeClass::Handle | TypeClass::Arc), "{package} {name}: {class:?}");
            assert!(!source.trim().is_empty(), "{package} {name}: nothing says so");
            assert!(!package.contains('*') || *package == AWS_FAMILY, "{package}: not looked up");
            // What `class_of_path` makes of a crate's name: all of the package's `-` or all of its `_`.
            assert!(!(package.contains('-') && package.contains('_')), "{package}: no path reaches it");
        }
    }

    #[test]
    fn facades_lead_to_packages_of_the_table() {
        for (facade, packages) in FACADES {
            for package in *packages {
                assert!(HANDLES.iter().any(|(known, ..)| known == package), "{facade}: {package}");
            }
        }
    }

    #[test]
    fn types_by_their_package() {
        assert_eq!(class_of("bytes", "Bytes"), Some(TypeClass::Handle));
        assert_eq!(class_of("tokio", "Sender"), Some(TypeClass::Handle));
        assert_eq!(class_of("tracing-subscriber", "Handle"), Some(TypeClass::Handle));
        assert_eq!(class_of("triomphe", "ThinArc"), Some(TypeClass::Arc));
        assert_eq!(class_of("servo_arc", "Arc"), Some(TypeClass::Arc));
        assert_eq!(class_of("aws-sdk-s3", "Client"), Some(TypeClass::Handle));
        assert_eq!(class_of("aws-sdk-s3", "Config"), None);
        assert_eq!(class_of("bytes", "BytesMut"), None);
        assert_eq!(class_of("dashmap", "DashMap"), None);
        assert_eq!(class_of("std", "Sender"), None);
    }

    #[test]
    fn types_by_their_path() {
        assert_eq!(class_of_path("bytes::Bytes"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("tokio::sync::mpsc::Sender"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("tokio_util::sync::CancellationToken"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("opentelemetry_sdk::Resource"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("aws_sdk_dynamodb::Client"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("portable_atomic_util::Arc"), Some(TypeClass::Arc));
        assert_eq!(class_of_path("futures::channel::mpsc::UnboundedSender"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("tracing::Dispatch"), Some(TypeClass::Handle));
        assert_eq!(class_of_path("url::Url"), None);
        assert_eq!(class_of_path("Bytes"), None);
        assert_eq!(class_of_path(""), None);
    }
}
