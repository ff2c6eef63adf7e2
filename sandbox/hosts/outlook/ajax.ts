/** The little of MicrosoftAjax.js that Office.js for Outlook on the web asks for; the real one is on a CDN that is out of reach here. */
export const microsoftAjax = `(function () {
  window.Type = window.Type || {};
  Type.registerNamespace = function (name) {
    name.split('.').reduce(function (at, part) { return (at[part] = at[part] || {}); }, window);
  };
  Function.prototype.registerClass = Type.registerClass = function () { return this; };
  Function.prototype.registerInterface = Type.registerInterface = function () { return this; };
  Function.createDelegate = function (that, method) { return function () { return method.apply(that, arguments); }; };
  Function.createCallback = function (method, context) {
    return function () { return method.apply(this, [].slice.call(arguments).concat([context])); };
  };
  Function._validateParams = function () { return null; };
  var Sys = (window.Sys = window.Sys || {});
  Sys.StringBuilder = function (text) { this.parts = text ? [text] : []; };
  Sys.StringBuilder.prototype.append = function (text) { this.parts.push(text); };
  Sys.StringBuilder.prototype.toString = function (by) { return this.parts.join(by || ''); };
  Sys.Serialization = { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } };
  Sys.Debug = { trace: function () {} };
  Sys.EventArgs = function () {};
  Sys.EventHandlerList = function () {};
  ['argument', 'argumentNull', 'argumentOutOfRange', 'argumentType', 'argumentUndefined', 'invalidOperation', 'notImplemented', 'parameterCount', 'format', 'create'].forEach(function (kind) {
    Error[kind] = function (name, message) { return new Error(kind + ': ' + name + (message ? ' ' + message : '')); };
  });
  String.format = function (text) {
    var args = [].slice.call(arguments, 1);
    return text.replace(/\\{(\\d+)\\}/g, function (_, at) { return args[at]; });
  };
})();
`;
