/** Stands in for rjsf's own validator, which its test tools import: the portal brings its own (`formValidator`). */
const noAjv = {};

export { noAjv as default };
